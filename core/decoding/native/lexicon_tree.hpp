// The words of a search as one tree over sounds, and what a decoder makes of them: the same as `LexiconTree` and
// `SearchWords` of core/decoding/sounds. Neither ever changes.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace wavescribe {

// The code point that begins at `place` of a text in UTF-8; `place` moves behind it.
uint32_t next_code_point(const std::string& text, size_t& place);

class LexiconTree {
   public:
    // By code point the label of a sound.
    using Sounds = std::unordered_map<uint32_t, int>;
    // Of each word how it may be pronounced, a code point a sound.
    using Ways = std::vector<std::vector<std::string>>;

    explicit LexiconTree(Sounds sounds) : sounds_(std::move(sounds)) { grow(); }
    // The same with more words, which it lacks. Throws std::invalid_argument where there is no such sound.
    std::shared_ptr<LexiconTree> with_words(const std::vector<std::string>& words, const Ways& ways) const;
    // By node the most that a word can be worth that ends there or below, of `worth` by word.
    std::vector<double> reach(const std::vector<double>& worth) const;

    std::vector<std::string> words;
    // The children, by label, and the ending words of node n are those from first[n] to first[n + 1]; parents come
    // before their children, the root first.
    std::vector<int> first_child, child_labels, child_nodes, first_word, ending_words;

   private:
    // A pronunciation: `length` of `labels_` from `begin` on.
    struct Way {
        uint32_t begin, length;
        int word;
    };
    bool before(const Way& first, const Way& second) const;
    bool alike(const Way& first, const Way& second) const;
    void grow();

    Sounds sounds_;
    std::vector<int> labels_;
    // Sorted by their labels, then by word; each once.
    std::vector<Way> ways_;
    std::vector<int> parents_;
};

// By word of the tree, what is to be expected of it and whether the language model does not know it; by node what may
// be reached from there.
struct LexiconWords {
    std::shared_ptr<const LexiconTree> tree;
    std::vector<double> worth, reach;
    std::vector<bool> unknown;
};

}  // namespace wavescribe
