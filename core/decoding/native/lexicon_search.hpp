// The search over a lexicon's words in C++: the same algorithm as core/decoding/sounds/lexicon_search.py, frame for
// frame. Comments here say only what the Python module does not; tests hold the two against each other.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "hotwords.hpp"
#include "lexicon_tree.hpp"
#include "scores.hpp"
#include "search.hpp"
#include "words.hpp"

namespace wavescribe {

struct LexiconOptions {
    int beam_width;
    double beam_prune_logp;
    int open_frames, settle_every;
};

class LexiconSearch {
   public:
    // The hotwords' labels are code points.
    LexiconSearch(std::shared_ptr<const LexiconWords> words, LexiconOptions options, int blank, int delimiter,
                  std::shared_ptr<const Hotwords> hotwords, int trie_start, Weights weights,
                  std::shared_ptr<Scores> scores);
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
        bool needed = false, live = false;
    };
    struct Cell {
        Cell* before = nullptr;
        int depth = 0, word = -1, start = 0, end = 0;
        bool needed = false, live = false;
    };
    struct Beam {
        int node = 0, label = -1, start = 0, end = 0;
        Text* text = nullptr;
        double blank = 0, held = 0, bonus = 0, total = 0;
        Cell* cells = nullptr;
    };
    // Where the beams of a frame stand in `grown_`: a hash table whose slots are empty where their frame is another.
    struct Slot {
        int64_t frame = 0;
        int place = 0;
    };
    struct Rank {
        double total;
        int place;
        bool operator<(const Rank& other) const {
            return total != other.total ? total > other.total : place < other.place;
        }
    };

    void step(const Candidates& frame);
    void into(int node, Text* text, int label, const Beam& source, double mass, bool held);
    Beam& grown(int node, Text* text, int label);
    void make_room();
    Text* with(Text* text, int word);
    Text* followed(Text* text, int word);
    Text*& followed_slot(const Text* text, int word);
    void refill_followed(size_t count);
    void prune();
    Cell* closed(const Beam& beam);
    std::vector<Reading> readings(bool at_root_only, int count);
    double bonus(const Beam& beam, bool whole);
    std::vector<SpelledWord> words_of(const Beam& beam);
    void settle(std::vector<SpelledWord>& settled);
    int begin_after(const Beam& beam) const;
    void drop_late_dissent();
    void forget();
    static int ended(const Beam& beam);
    static Text* ancestor(Text* text, int depth);

    const std::shared_ptr<const LexiconWords> words_;
    const LexiconTree& tree_;
    const LexiconOptions options_;
    const int blank_, delimiter_;
    const std::shared_ptr<const Hotwords> hotwords_;
    const Weights weights_;
    const std::shared_ptr<Scores> scores_;
    bool broken_ = false;
    int settled_depth_ = 0;
    Pool<Text> texts_;
    Pool<Cell> cells_;
    // A hash table of the texts by what they follow and their last word; half of it or more is empty.
    std::vector<Text*> followed_;
    size_t followed_count_ = 0;
    std::vector<Beam> beams_, grown_;
    // Of the frame under way.
    std::vector<Slot> slots_;
    int64_t epoch_ = 0;
    double best_ = 0;
    std::vector<std::pair<int, double>> heard_;
    std::vector<Rank> ranks_;
    // The words of the beam that is being followed with its last one, where they were asked for.
    Cell* closed_ = nullptr;
};

}  // namespace wavescribe
