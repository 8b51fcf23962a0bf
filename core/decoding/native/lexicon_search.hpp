// The search over a lexicon's words in C++: the same algorithm as core/decoding/sounds/lexicon_search.py, frame for
// frame. Comments here say only what the Python module does not; tests hold the two against each other.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "hotwords.hpp"
#include "scores.hpp"
#include "search.hpp"
#include "words.hpp"

namespace wavescribe {

// The tree in flat form, shared by all searches of a decoder: the children and ending words of node n are those from
// first[n] to first[n + 1].
struct LexiconTree {
    std::vector<std::string> words;
    std::vector<int> first_child, child_labels, child_nodes, first_word, ending_words;
    std::vector<double> reach;
    // Each word's characters and the boundary after it, as the hotwords' labels; empty without hotwords.
    std::vector<std::vector<int>> characters;
};

struct LexiconOptions {
    int beam_width;
    double beam_prune_logp;
    int open_frames, settle_every;
};

class LexiconSearch {
   public:
    LexiconSearch(std::shared_ptr<const LexiconTree> tree, LexiconOptions options, int blank, int delimiter,
                  std::shared_ptr<const Hotwords> hotwords, int trie_start, Weights weights,
                  std::shared_ptr<Scores> scores, std::shared_ptr<const std::vector<bool>> unknown);
    ~LexiconSearch();
    LexiconSearch(const LexiconSearch&) = delete;
    LexiconSearch& operator=(const LexiconSearch&) = delete;

    void advance(const Candidates& frame, std::vector<SpelledWord>& settled);
    std::vector<Reading> peek(int count);
    std::vector<Reading> look_ahead(const std::vector<Candidates>& frames, int count);
    int frames = 0;

   private:
    // Whole words one after another, each text once.
    struct Text {
        Text* before = nullptr;
        int depth = 0, word = -1, state = -1, trie_state = 0;
        double score = 0;
        std::unordered_map<int, Text*> following;
        bool needed = false, live = false;
    };
    struct Cell {
        std::shared_ptr<Cell> before;
        int depth, word, start, end;
    };
    struct Beam {
        int node = 0, label = -1, start = 0, end = 0;
        Text* text = nullptr;
        double blank, held, bonus = 0, total = 0;
        std::shared_ptr<Cell> cells;
    };
    struct Key {
        int node, label;
        const Text* text;
        bool operator==(const Key& other) const {
            return node == other.node && label == other.label && text == other.text;
        }
    };
    struct Hash {
        size_t operator()(const Key& key) const {
            size_t hash = reinterpret_cast<size_t>(key.text) >> 4;
            hash = hash * 0x9e3779b97f4a7c15ull + static_cast<size_t>(key.node);
            return (hash * 0x9e3779b97f4a7c15ull + static_cast<size_t>(key.label)) >> 7;
        }
    };

    void step(const Candidates& frame);
    void into(int node, Text* text, int label, const Beam& source, double mass, bool held);
    Text* with(Text* text, int word);
    void prune();
    std::shared_ptr<Cell> closed(const Beam& beam) const;
    std::vector<Reading> readings(bool at_root_only, int count);
    double bonus(const Beam& beam, bool whole);
    std::vector<SpelledWord> words_of(const Beam& beam) const;
    void settle(std::vector<SpelledWord>& settled);
    void drop_late_dissent();
    void forget();
    static int ended(const Beam& beam);
    static Text* ancestor(Text* text, int depth);

    const std::shared_ptr<const LexiconTree> tree_;
    const LexiconOptions options_;
    const int blank_, delimiter_;
    const std::shared_ptr<const Hotwords> hotwords_;
    const Weights weights_;
    const std::shared_ptr<Scores> scores_;
    const std::shared_ptr<const std::vector<bool>> unknown_;
    bool broken_ = false;
    int settled_depth_ = 0, settled_end_ = 0;
    Pool<Text> texts_;
    std::vector<Beam> beams_, grown_;
    std::unordered_map<Key, int, Hash> places_;
    std::vector<std::pair<int, double>> heard_;
};

}  // namespace wavescribe
