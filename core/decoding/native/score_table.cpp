#include "score_table.hpp"

#include <utility>

namespace py = pybind11;

namespace wavescribe {

namespace {

const std::string kEnd = "</s>";

std::string key_of(int state, const std::string& word) {
    std::string key(reinterpret_cast<const char*>(&state), sizeof state);
    return key += word;
}

}  // namespace

ScoreTable::ScoreTable(py::object new_state, py::object beginning, py::object base_score, py::object knows, size_t most)
    : new_state_(std::move(new_state)), base_score_(std::move(base_score)), knows_(std::move(knows)), most_(most) {
    beginning_ = hold(beginning);
}

int ScoreTable::beginning() {
    const std::lock_guard<std::mutex> guard(mutex_);
    ++kept_[beginning_].holders;
    return beginning_;
}

Scores::Answer ScoreTable::after(int state, const std::string& word) {
    const std::string key = key_of(state, word);
    {
        const std::lock_guard<std::mutex> guard(mutex_);
        const auto found = answers_.find(key);
        if (found != answers_.end()) {
            ++kept_[found->second.state].holders;
            return found->second;
        }
    }
    const py::gil_scoped_acquire lock;
    return ask(state, word, key);
}

Scores::Answer ScoreTable::ask(int state, const std::string& word, const std::string& key) {
    const py::object following = new_state_();
    const double found = score(state, word, following);
    const bool known = knows_.is_none() || knows_(word).cast<bool>();
    const Answer answer{found, hold(following), known};
    const std::lock_guard<std::mutex> guard(mutex_);
    if (answers_.size() >= most_) clear();
    answers_.emplace(key, answer);
    return answer;
}

double ScoreTable::end_score(int state) {
    {
        const std::lock_guard<std::mutex> guard(mutex_);
        if (kept_[state].has_end_score) return kept_[state].end_score;
    }
    const py::gil_scoped_acquire lock;
    const double found = score(state, kEnd, new_state_());
    const std::lock_guard<std::mutex> guard(mutex_);
    kept_[state].end_score = found;
    kept_[state].has_end_score = true;
    return found;
}

void ScoreTable::release(int state) {
    const std::lock_guard<std::mutex> guard(mutex_);
    --kept_[state].holders;
}

std::pair<size_t, size_t> ScoreTable::size() {
    const std::lock_guard<std::mutex> guard(mutex_);
    return {answers_.size(), numbers_.size()};
}

double ScoreTable::score(int state, const std::string& word, const py::object& following) {
    py::object history;
    {
        // Another thread may be making room for a state, and move them all.
        const std::lock_guard<std::mutex> guard(mutex_);
        history = kept_[state].state;
    }
    return base_score_(history, word, following).cast<double>();
}

int ScoreTable::hold(const py::object& state) {
    // What runs in Python runs without the mutex: it may hand the interpreter's lock on.
    PyObject* const known = PyDict_GetItemWithError(numbers_.ptr(), state.ptr());
    if (!known && PyErr_Occurred()) throw py::error_already_set();
    if (known) {
        const int number = static_cast<int>(PyLong_AsLong(known));
        const std::lock_guard<std::mutex> guard(mutex_);
        ++kept_[number].holders;
        return number;
    }
    int number;
    {
        const std::lock_guard<std::mutex> guard(mutex_);
        if (free_.empty()) {
            free_.push_back(static_cast<int>(kept_.size()));
            kept_.emplace_back();
        }
        number = free_.back();
        free_.pop_back();
        kept_[number] = Kept{state, 1, 0, false};
    }
    numbers_[state] = number;
    return number;
}

// Forgets all answers, and the states that nobody holds.
void ScoreTable::clear() {
    answers_.clear();
    for (size_t number = 0; number < kept_.size(); ++number) {
        Kept& kept = kept_[number];
        if (kept.holders || !kept.state) continue;
        if (PyDict_DelItem(numbers_.ptr(), kept.state.ptr()) < 0) PyErr_Clear();
        kept.state = py::object();
        free_.push_back(static_cast<int>(number));
    }
}

}  // namespace wavescribe
