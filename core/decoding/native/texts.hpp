// The texts that a search has met, each once: core/decoding/prefix_tree.py.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "hotwords.hpp"
#include "pool.hpp"
#include "scores.hpp"
#include "words.hpp"

namespace wavescribe {

constexpr int kNoLabel = -1;
constexpr int kNoState = -1;

// Whole words: what the language model says of them. `recent` are the last, where histories are compared by them.
struct History {
    double score = 0;
    int state = kNoState;
    std::vector<Spelling*> recent;
    bool needed = false, live = false;
};

// A history and the letters of the word under way. `ended` is the history with that word, once it was asked for.
struct Prefix {
    Prefix *parent = nullptr, *child = nullptr, *sibling = nullptr;
    History *history = nullptr, *ended = nullptr;
    Spelling* spelling = nullptr;
    double bonus = 0, spelled_bonus = 0, ended_bonus = 0, gained = 0;
    int label = kNoLabel, trie_state = 0;
    // Marks of the frame, the label and the clean-up that is under way.
    int64_t group_epoch = -1, source_epoch = -1;
    int group = 0, source = 0, branches = 0;
    bool is_tip = false, needed = false, live = false;
    bool has_word() const { return spelling->letters > 0; }
};

class Texts {
   public:
    struct Model {
        Weights weights;
        std::shared_ptr<Scores> scores;  // null without a language model
        std::shared_ptr<const WordList> known, vouched;
    };
    // `keep_recent`: whether histories are compared by their last words.
    Texts(Alphabet alphabet, std::shared_ptr<const Hotwords> hotwords, Model model, bool keep_recent);
    ~Texts();
    Texts(const Texts&) = delete;
    Texts& operator=(const Texts&) = delete;

    const Alphabet& alphabet() const { return alphabet_; }
    // The empty text. It is not held on to: what no beam reaches any more is freed.
    Prefix* plant();
    std::string text(const Spelling* word) const { return spellings_.text(word); }
    // The prefix with one more label, which is neither the blank nor a repetition.
    Prefix* extend(Prefix* prefix, int label);
    // By how much the prefix's bounds are too high for this label.
    double excess(const Prefix* prefix, int label) const;
    // The history with the word under way, if there is one.
    History* with_word(Prefix* prefix);
    // The whole bonus of a stream that ends here.
    double finish(Prefix* prefix);
    // Drops all but the prefixes `tips`, those that they grew from, back to what they have in common, and `words`.
    void forget(const std::vector<Prefix*>& tips, const std::vector<Spelling*>& words);

   private:
    void value(Prefix* prefix);
    double gain(const Scores::Answer& answer, const Spelling* word, double end_score) const;
    void mark(const std::vector<Prefix*>& tips);

    const Alphabet alphabet_;
    const std::shared_ptr<const Hotwords> hotwords_;
    const Model model_;
    const bool keep_recent_;
    Spellings spellings_;
    Pool<Prefix> prefixes_;
    Pool<History> histories_;
};

}  // namespace wavescribe
