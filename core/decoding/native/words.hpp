// Words and their beginnings, and what a language model's lists make of them.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "pool.hpp"

namespace wavescribe {

struct Alphabet {
    std::vector<std::string> labels;  // UTF-8, one character each where a word can hold them
    int blank;
    int delimiter;
};

// What a language model costs and brings, whatever it says: see core/decoding/word_scores.py.
struct Weights {
    bool present = false;
    double alpha = 0, beta = 0, unknown_offset = 0, natural = 0;
    bool sensible = true, boundary = true, has_words = false;
    int recent = 1;
};

// The stretch of a word list that begins with the letters so far.
struct Range {
    uint32_t low = 0, high = 0;
    bool empty() const { return low == high; }
};

// Sorted words.
class WordList {
   public:
    explicit WordList(std::vector<std::string> words) : words_(std::move(words)) {}
    Range all() const { return {0, static_cast<uint32_t>(words_.size())}; }
    // The words of `range`, which share their first `length` bytes, that go on with `letters`.
    Range narrow(Range range, size_t length, const std::string& letters) const;
    bool holds(Range range, size_t length) const { return !range.empty() && words_[range.low].size() == length; }

   private:
    std::vector<std::string> words_;
};

// A beginning of a word, and what is the same for it after any history. `penalty` is what it costs while it is being
// spelled, `whole` no less than what it brings as a word.
struct Spelling {
    Spelling *parent = nullptr, *child = nullptr, *sibling = nullptr;
    int label = -1;
    uint32_t bytes = 0, letters = 0;
    Range known, vouched;
    double penalty = 0, whole = 0;
    bool is_vouched = false, is_listed = false;
    bool needed = false, live = false;
};

// The beginnings that one search has met, each once.
class Spellings {
   public:
    Spellings(const Alphabet& alphabet, const Weights& weights, std::shared_ptr<const WordList> known,
              std::shared_ptr<const WordList> vouched);
    Spelling* empty() { return empty_; }
    Spelling* with(Spelling* beginning, int label);
    std::string text(const Spelling* spelling) const;
    // Between two of these, `keep` marks what is still needed.
    void begin_forgetting();
    static void keep(Spelling* spelling);
    void end_forgetting();

   private:
    void value(Spelling* spelling) const;

    const Alphabet& alphabet_;
    const Weights& weights_;
    std::shared_ptr<const WordList> known_, vouched_;
    Pool<Spelling> pool_;
    Spelling* empty_;
};

}  // namespace wavescribe
