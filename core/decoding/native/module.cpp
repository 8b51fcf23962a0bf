// What Python sees of the search: core/decoding/native_search.py is its only user.
#include <pybind11/functional.h>
#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <stdexcept>

#include "lexicon_search.hpp"
#include "lexicon_tree.hpp"
#include "score_table.hpp"
#include "search.hpp"

namespace py = pybind11;
using namespace wavescribe;

namespace {

using Labels = py::array_t<int32_t, py::array::c_style | py::array::forcecast>;
using LabelScores = py::array_t<double, py::array::c_style | py::array::forcecast>;
using Numbers = py::array_t<double, py::array::c_style | py::array::forcecast>;
using Flags = py::array_t<bool, py::array::c_style | py::array::forcecast>;
using Spelled = std::vector<std::tuple<std::string, int, int>>;

Weights weights(const py::object& scores) {
    Weights weights;
    weights.present = true;
    weights.alpha = scores.attr("alpha").cast<double>();
    weights.beta = scores.attr("beta").cast<double>();
    weights.unknown_offset = scores.attr("unknown_offset").cast<double>();
    weights.natural = scores.attr("natural").cast<double>();
    weights.sensible = scores.attr("sensible").cast<bool>();
    weights.boundary = scores.attr("scores_boundary").cast<bool>();
    weights.has_words = scores.attr("has_words").cast<bool>();
    weights.recent = std::max(1, scores.attr("order").cast<int>() - 1);
    return weights;
}

std::vector<Candidates> candidates(const Labels& labels, const LabelScores& scores, const std::vector<int>& borders) {
    std::vector<Candidates> frames;
    for (size_t frame = 0; frame + 1 < borders.size(); ++frame) {
        const int first = borders[frame];
        frames.push_back({labels.data() + first, scores.data() + first, borders[frame + 1] - first});
    }
    return frames;
}

Spelled spelled(const std::vector<SpelledWord>& words) {
    Spelled found;
    for (const SpelledWord& word : words) found.emplace_back(word.text, word.start, word.end);
    return found;
}

using Readings = std::vector<std::tuple<Spelled, double, double>>;

Readings readings(const std::vector<Reading>& found) {
    Readings given;
    for (const Reading& reading : found) given.emplace_back(spelled(reading.words), reading.logit_score, reading.score);
    return given;
}

template <typename Any>
std::vector<Reading> unlocked_peek(Any& search, int count) {
    py::gil_scoped_release unlocked;
    return search.peek(count);
}

template <typename Any>
Spelled fed(Any& search, const Labels& labels, const LabelScores& scores, const std::vector<int>& borders) {
    std::vector<SpelledWord> settled;
    const std::vector<Candidates> frames = candidates(labels, scores, borders);
    {
        py::gil_scoped_release unlocked;
        for (const Candidates& frame : frames) search.advance(frame, settled);
    }
    return spelled(settled);
}

template <typename Any>
Readings looked_ahead(Any& search, const Labels& labels, const LabelScores& scores, const std::vector<int>& borders,
                      int count) {
    const std::vector<Candidates> frames = candidates(labels, scores, borders);
    std::vector<Reading> found;
    {
        py::gil_scoped_release unlocked;
        found = search.look_ahead(frames, count);
    }
    return readings(found);
}

}  // namespace

PYBIND11_MODULE(_beams, module) {
    py::class_<Hotwords, std::shared_ptr<Hotwords>>(module, "Hotwords")
        .def(py::init([](std::vector<std::vector<std::pair<int, int>>> next, std::vector<int> fail,
                         std::vector<double> complete, std::vector<double> begun) {
            return std::make_shared<Hotwords>(
                Hotwords::Tables{std::move(next), std::move(fail), std::move(complete), std::move(begun)});
        }));
    py::class_<WordList, std::shared_ptr<WordList>>(module, "WordList").def(py::init<std::vector<std::string>>());
    py::class_<ScoreTable, std::shared_ptr<ScoreTable>>(module, "ScoreTable")
        .def(py::init<py::object, py::object, py::object, py::object, size_t>())
        .def("size", &ScoreTable::size);
    py::class_<Search>(module, "Search")
        .def(py::init([](const std::vector<std::string>& labels, int blank, int delimiter, const py::object& options,
                         std::shared_ptr<Hotwords> hotwords, const py::object& scores,
                         std::shared_ptr<ScoreTable> table, std::shared_ptr<WordList> known,
                         std::shared_ptr<WordList> vouched) {
            const Options chosen{options.attr("beam_width").cast<int>(), options.attr("beam_prune_logp").cast<double>(),
                                 options.attr("prune_history").cast<bool>(), options.attr("open_frames").cast<int>(),
                                 options.attr("settle_every").cast<int>()};
            Texts::Model model{{}, std::move(table), std::move(known), std::move(vouched)};
            if (model.scores) model.weights = weights(scores);
            return std::make_unique<Search>(Alphabet{labels, blank, delimiter}, chosen, std::move(hotwords),
                                            std::move(model));
        }))
        .def_readonly("frames", &Search::frames)
        .def("feed", &fed<Search>)
        .def("peek", [](Search& search, int count) { return readings(unlocked_peek(search, count)); })
        .def("look_ahead", &looked_ahead<Search>);
    py::class_<LexiconTree, std::shared_ptr<LexiconTree>>(module, "LexiconTree")
        .def(py::init<LexiconTree::Sounds>())
        .def("with_words", &LexiconTree::with_words, py::call_guard<py::gil_scoped_release>());
    py::class_<LexiconWords, std::shared_ptr<LexiconWords>>(module, "LexiconWords")
        .def(py::init([](std::shared_ptr<LexiconTree> tree, const Numbers& worth, const Flags& unknown) {
            if (unknown.size() != worth.size()) throw std::invalid_argument("not as many flags as numbers");
            std::vector<double> worths(worth.data(), worth.data() + worth.size());
            std::vector<double> reach = tree->reach(worths);
            std::vector<bool> flags(unknown.data(), unknown.data() + unknown.size());
            return std::make_shared<LexiconWords>(
                LexiconWords{std::move(tree), std::move(worths), std::move(reach), std::move(flags)});
        }));
    py::class_<LexiconSearch>(module, "LexiconSearch")
        .def(py::init([](std::shared_ptr<LexiconWords> words, const py::object& options, int blank, int delimiter,
                         std::shared_ptr<Hotwords> hotwords, int trie_start, const py::object& scores,
                         std::shared_ptr<ScoreTable> table) {
            const LexiconOptions chosen{
                options.attr("beam_width").cast<int>(), options.attr("beam_prune_logp").cast<double>(),
                options.attr("open_frames").cast<int>(), options.attr("settle_every").cast<int>()};
            const Weights counted = table ? weights(scores) : Weights{};
            return std::make_unique<LexiconSearch>(std::move(words), chosen, blank, delimiter, std::move(hotwords),
                                                   trie_start, counted, std::move(table));
        }))
        .def_readonly("frames", &LexiconSearch::frames)
        .def("feed", &fed<LexiconSearch>)
        .def("peek", [](LexiconSearch& search, int count) { return readings(unlocked_peek(search, count)); })
        .def("look_ahead", &looked_ahead<LexiconSearch>);
}
