// What Python sees: core/wav2vec2/frames.py is its only user. Arrays are contiguous and of these types, or refused.
#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <optional>
#include <stdexcept>
#include <tuple>

#include "frames.hpp"

namespace py = pybind11;
using namespace wavescribe;

namespace {

template <class Number> using Array = py::array_t<Number, py::array::c_style>;
using Floats = Array<float>;
using Before = std::optional<std::tuple<Floats, Floats, bool>>;

void require(bool fits) {
    if (!fits) throw std::invalid_argument("the shapes do not fit each other");
}

Shape shape_of(const py::array& rows) {
    require(rows.ndim() == 2);
    return {std::size_t(rows.shape(0)), std::size_t(rows.shape(1))};
}

void quantise_frames(const Floats& values, const Before& before, int zero, Array<std::uint8_t>& stretches,
                     Floats& scales) {
    const Shape shape = shape_of(values);
    require(stretches.ndim() == 3 && shape_of(scales).width == shape.rows && zero > 0 && zero < 255);
    const std::size_t parts = std::size_t(stretches.shape(0));
    require(scales.shape(0) == stretches.shape(0) && std::size_t(stretches.shape(1)) == shape.rows);
    require(parts * std::size_t(stretches.shape(2)) == shape.width);
    Restoring restoring;
    if (before) {
        const auto& [factors, bias, gelu] = *before;
        require(std::size_t(factors.size()) == shape.rows && std::size_t(bias.size()) == shape.width);
        restoring = {factors.data(), bias.data(), gelu};
    }
    const float* from = values.data();
    std::uint8_t* bytes = stretches.mutable_data();
    float* found = scales.mutable_data();
    py::gil_scoped_release release;
    quantise(from, shape, restoring, parts, zero, bytes, found);
}

void restore_frames(const std::vector<Floats>& products, const Floats& scales, const Floats& bias, Floats& values) {
    const Shape shape = shape_of(values);
    require(shape_of(scales).rows == products.size() && shape_of(scales).width == shape.rows);
    require(std::size_t(bias.size()) == shape.width);
    std::vector<const float*> from;
    for (const Floats& product : products) {
        require(shape_of(product).rows == shape.rows && shape_of(product).width == shape.width);
        from.push_back(product.data());
    }
    const float *factors = scales.data(), *added = bias.data();
    float* to = values.mutable_data();
    py::gil_scoped_release release;
    restore(from, shape, factors, added, to);
}

template <class Number> void softmax_rows(Array<Number>& scores) {
    const Shape shape = shape_of(scores);
    require(shape.width > 0);
    Number* rows = scores.mutable_data();
    py::gil_scoped_release release;
    softmax(rows, shape);
}

}  // namespace

PYBIND11_MODULE(_frames, module) {
    module.def("quantise", quantise_frames, py::arg().noconvert(), py::arg(), py::arg(), py::arg().noconvert(),
               py::arg().noconvert());
    module.def("restore", restore_frames, py::arg(), py::arg().noconvert(), py::arg().noconvert(),
               py::arg().noconvert());
    module.def("softmax_float32", softmax_rows<float>, py::arg().noconvert());
    module.def("softmax_bfloat16", softmax_rows<std::uint16_t>, py::arg().noconvert());
}
