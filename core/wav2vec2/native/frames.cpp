#include "frames.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

// The loops are plain, for the compiler to lay out for each kind of processor; which runs is decided when it is loaded.
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(__ELF__)
#define LAID_OUT_FOR_EACH
#define FOR_EACH_PROCESSOR __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif
#if defined(__GNUC__)
#define INLINE inline __attribute__((always_inline))
#else
#define INLINE inline
#endif

namespace wavescribe {

namespace {

// Numbers in the widest register.
constexpr std::size_t LANES = 16;
constexpr float HIGHEST_BYTE = 255.0f;
constexpr float NO_SCALE = 1e-12f;
// Added to a number below 2^22, it leaves the nearest whole number, halves to even, in the lowest bits.
constexpr float ROUNDING = 12582912.0f;

INLINE std::uint32_t bits_of(float value) {
    std::uint32_t bits;
    std::memcpy(&bits, &value, sizeof bits);
    return bits;
}

INLINE float of_bits(std::uint32_t bits) {
    float value;
    std::memcpy(&value, &bits, sizeof value);
    return value;
}

INLINE float load(float value) { return value; }
INLINE float load(std::uint16_t value) { return of_bits(std::uint32_t(value) << 16); }

INLINE void store(float value, float &place) { place = value; }
INLINE void store(float value, std::uint16_t &place) {
    const std::uint32_t bits = bits_of(value);
    // To the nearest, halves to even. What is no number stays none, as its lower bits are 0: it came from such numbers.
    place = std::uint16_t((bits + 0x7fff + ((bits >> 16) & 1)) >> 16);
}

// Rounded once. (Contraction is off, since sums elsewhere are to round as torch's do.)
INLINE float multiply_add(float one, float other, float sum) {
#if defined(LAID_OUT_FOR_EACH) || defined(__FMA__)
    return __builtin_fmaf(one, other, sum);
#else
    return one * other + sum;
#endif
}

// exp of what is not above 0, to two units in the last place; what lies below -87 counts as that.
INLINE float exponential(float value) {
    const float bounded = value < -87.0f ? -87.0f : value;
    const float shifted = multiply_add(bounded, 1.44269504f, ROUNDING);
    const float whole = shifted - ROUNDING;
    const float rest = multiply_add(whole, 2.12194440e-4f, multiply_add(whole, -0.693359375f, bounded));
    float sum = 1.9875691500e-4f;
    sum = multiply_add(sum, rest, 1.3981999507e-3f);
    sum = multiply_add(sum, rest, 8.3334519073e-3f);
    sum = multiply_add(sum, rest, 4.1665795894e-2f);
    sum = multiply_add(sum, rest, 1.6666665459e-1f);
    sum = multiply_add(sum, rest, 5.0000001201e-1f);
    sum = multiply_add(sum, rest, 1.0f);
    sum = multiply_add(sum, rest, 1.0f);
    // The whole number of halvings or doublings goes where a float has its exponent.
    return of_bits(bits_of(sum) + (bits_of(shifted) << 23));
}

// erf as a quotient of polynomials, fitted for the smallest largest error (2e-8, before rounding) up to 3.95, where it
// is 1 but for 2e-8.
INLINE float gelu(float value) {
    float scaled = value * 0.707106781f;
    scaled = scaled < -3.95f ? -3.95f : scaled;
    scaled = scaled > 3.95f ? 3.95f : scaled;
    const float square = scaled * scaled;
    float above = 2.0117388e-06f;
    above = multiply_add(above, square, 2.8760143e-04f);
    above = multiply_add(above, square, 3.9173462e-03f);
    above = multiply_add(above, square, 5.3207144e-02f);
    above = multiply_add(above, square, 1.9403633e-01f);
    above = multiply_add(above, square, 1.12837899f);
    float below = 3.7839716e-05f;
    below = multiply_add(below, square, 1.1982081e-03f);
    below = multiply_add(below, square, 1.5270757e-02f);
    below = multiply_add(below, square, 1.1559102e-01f);
    below = multiply_add(below, square, 5.0529172e-01f);
    below = multiply_add(below, square, 1.0f);
    const float half = 0.5f * value;
    return multiply_add(half, scaled * above / below, half);
}

FOR_EACH_PROCESSOR
void restore_row(const float *product, std::size_t width, float scale, const float *bias, float *values) {
#pragma omp simd
    for (std::size_t i = 0; i < width; i++) values[i] = product[i] * scale + bias[i];
}

FOR_EACH_PROCESSOR
void gelu_row(float *values, std::size_t width) {
#pragma omp simd
    for (std::size_t i = 0; i < width; i++) values[i] = gelu(values[i]);
}

// Returns the scale; not a number where any value is none.
FOR_EACH_PROCESSOR
float quantise_row(const float *values, std::size_t width, int zero, std::uint8_t *bytes) {
    float lowest = 0.0f, highest = 0.0f, doubt = 0.0f;
#pragma omp simd reduction(min : lowest) reduction(max : highest) reduction(+ : doubt)
    for (std::size_t i = 0; i < width; i++) {
        lowest = values[i] < lowest ? values[i] : lowest;
        highest = values[i] > highest ? values[i] : highest;
        doubt += values[i] * 0.0f;
    }
    const float scale = std::max({highest / (HIGHEST_BYTE - zero), lowest / -zero, NO_SCALE}) + doubt;
    const float steps = 1.0f / scale, shift = float(zero);
#pragma omp simd
    for (std::size_t i = 0; i < width; i++) {
        bytes[i] = std::uint8_t(bits_of((values[i] * steps + shift) + ROUNDING));
    }
    return scale;
}

// `buffer` has room for `whole` numbers, the width filled up to whole registers, so that no exponential stands alone.
template <class Number> INLINE void softmax_of(Number *scores, std::size_t width, float *buffer, std::size_t whole) {
    float most = load(scores[0]), sum = 0.0f;
#pragma omp simd reduction(max : most)
    for (std::size_t i = 0; i < width; i++) {
        buffer[i] = load(scores[i]);
        most = buffer[i] > most ? buffer[i] : most;
    }
    std::fill(buffer + width, buffer + whole, -INFINITY);
#pragma omp simd reduction(+ : sum)
    for (std::size_t i = 0; i < whole; i++) {
        buffer[i] = exponential(buffer[i] - most);
        sum += buffer[i];
    }
    const float share = 1.0f / sum;
#pragma omp simd
    for (std::size_t i = 0; i < width; i++) store(buffer[i] * share, scores[i]);
}

FOR_EACH_PROCESSOR
void softmax_row(float *scores, std::size_t width, float *buffer, std::size_t whole) {
    softmax_of(scores, width, buffer, whole);
}

FOR_EACH_PROCESSOR
void softmax_row(std::uint16_t *scores, std::size_t width, float *buffer, std::size_t whole) {
    softmax_of(scores, width, buffer, whole);
}

template <class Number> void softmax_rows(Number *scores, Shape shape) {
#pragma omp parallel
    {
        const std::size_t whole = (shape.width + LANES - 1) / LANES * LANES;
        std::vector<float> buffer(whole);
#pragma omp for
        for (std::ptrdiff_t row = 0; row < std::ptrdiff_t(shape.rows); row++) {
            softmax_row(scores + row * shape.width, shape.width, buffer.data(), whole);
        }
    }
}

}  // namespace

void quantise(const float *values, Shape shape, const Restoring &before, std::size_t parts, int zero,
              std::uint8_t *bytes, float *scales) {
    const std::size_t stretch = shape.width / parts;
#pragma omp parallel
    {
        std::vector<float> restored(before.scales ? shape.width : 0);
#pragma omp for
        for (std::ptrdiff_t row = 0; row < std::ptrdiff_t(shape.rows); row++) {
            const float *frame = values + row * shape.width;
            if (before.scales) {
                restore_row(frame, shape.width, before.scales[row], before.bias, restored.data());
                frame = restored.data();
            }
            if (before.gelu) gelu_row(restored.data(), shape.width);
            for (std::size_t part = 0; part < parts; part++) {
                const std::size_t place = part * shape.rows + row;
                scales[place] = quantise_row(frame + part * stretch, stretch, zero, bytes + place * stretch);
            }
        }
    }
}

void restore(const std::vector<const float *> &products, Shape shape, const float *scales, const float *bias,
             float *values) {
#pragma omp parallel for
    for (std::ptrdiff_t row = 0; row < std::ptrdiff_t(shape.rows); row++) {
        float *frame = values + row * shape.width;
        const float *sum = bias;
        for (std::size_t part = 0; part < products.size(); part++) {
            restore_row(products[part] + row * shape.width, shape.width, scales[part * shape.rows + row], sum, frame);
            sum = frame;
        }
    }
}

void softmax(float *scores, Shape shape) { softmax_rows(scores, shape); }
void softmax(std::uint16_t *scores, Shape shape) { softmax_rows(scores, shape); }

}  // namespace wavescribe
