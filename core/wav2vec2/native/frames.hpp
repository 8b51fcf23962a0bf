// What stands between the products of a prepared network, one frame (or one row of scores) at a time: no frame's numbers
// depend on another's. core/wav2vec2/frames.py has the same in torch, and says what each does.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace wavescribe {

struct Shape {
    std::size_t rows, width;
};

// What a product in int8 is to become: its numbers times the frame's scale, plus the output's bias, and then GELU.
struct Restoring {
    const float *scales = nullptr;
    const float *bias = nullptr;
    bool gelu = false;
};

// Bytes of each of `parts` equal stretches of a frame with a scale of its own: (parts, rows, width / parts), (parts, rows).
void quantise(const float *values, Shape shape, const Restoring &before, std::size_t parts, int zero,
              std::uint8_t *bytes, float *scales);

// The sum of products that were each made of one stretch: scales (parts, rows).
void restore(const std::vector<const float *> &products, Shape shape, const float *scales, const float *bias,
             float *values);

// In place. Numbers are float32, or bfloat16 as its bits.
void softmax(float *scores, Shape shape);
void softmax(std::uint16_t *scores, Shape shape);

}  // namespace wavescribe
