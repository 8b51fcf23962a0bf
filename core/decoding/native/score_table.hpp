// Answers of a language model that lives in Python, each asked for once: shared by all searches that use the model.
#pragma once

#include <pybind11/pybind11.h>

#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "scores.hpp"

namespace wavescribe {

// States are Python objects; equal ones have one number. Python objects are touched with the interpreter's lock held,
// all else under the mutex; who holds the mutex never waits for the lock.
class ScoreTable : public Scores {
   public:
    // Of `kenlm.Model` or what has its methods: `new_state()` makes a state to write to, `base_score(state, word,
    // following)` scores and writes, `knows(word)` may be None where no one looks. At most `most` answers are kept.
    ScoreTable(pybind11::object new_state, pybind11::object beginning, pybind11::object base_score,
               pybind11::object knows, size_t most);

    int beginning() override;
    Answer after(int state, const std::string& word) override;
    double end_score(int state) override;
    void release(int state) override;
    // Answers and states that are kept now.
    std::pair<size_t, size_t> size();

   private:
    struct Kept {
        pybind11::object state;
        int holders = 0;
        double end_score = 0;
        bool has_end_score = false;
    };

    Answer ask(int state, const std::string& word, const std::string& key);
    double score(int state, const std::string& word, const pybind11::object& following);
    int hold(const pybind11::object& state);
    void clear();

    pybind11::object new_state_, base_score_, knows_;
    size_t most_;
    std::mutex mutex_;
    std::unordered_map<std::string, Answer> answers_;
    std::vector<Kept> kept_;
    std::vector<int> free_;
    pybind11::dict numbers_;
    int beginning_;
};

}  // namespace wavescribe
