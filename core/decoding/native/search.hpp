// CTC prefix beam search in C++: the same algorithm as core/decoding/prefix_search.py, frame for frame and bit for bit.
//
// Only for vocabularies whose words are parted by a delimiter and whose labels are single characters. Everything that
// is not speed stays in Python: candidates come in pyctcdecode's order, KenLM is asked through `Scores`. Comments here
// say only what the Python modules do not; tests hold the two against each other.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "pool.hpp"
#include "texts.hpp"

namespace wavescribe {

struct Options {
    int beam_width;
    double beam_prune_logp;
    bool prune_history;
    int open_frames;
    int settle_every;
};

struct SpelledWord {
    std::string text;
    int start, end;
};

// A word of a beam's text, in a list that beams share.
struct EndedWord {
    EndedWord* before = nullptr;
    Spelling* word = nullptr;
    int start = -1, end = -1;
    bool needed = false, live = false;
};

struct Beam {
    Prefix* prefix = nullptr;
    EndedWord* ended = nullptr;
    double logit_score = 0, total = 0;
    int64_t place = 0;
    int label = kNoLabel;
    int start = -1, end = -1;
};

struct Reading {
    std::vector<SpelledWord> words;
    double logit_score, score;
};

// One frame's labels worth following, in pyctcdecode's order.
struct Candidates {
    const int* labels;
    const double* scores;
    int count;
};

// Logarithm of the sum of two probabilities, rounded as pyctcdecode rounds it.
double sum(double first, double second);

// Refuses a broken search, and leaves one behind unless it succeeds: where something that is asked throws, the state is
// neither that before nor that after, and all further use is refused with std::runtime_error.
class Attempt {
   public:
    explicit Attempt(bool& broken);
    void succeed() { broken_ = false; }

   private:
    bool& broken_;
};

class Search {
   public:
    Search(Alphabet alphabet, Options options, std::shared_ptr<const Hotwords> hotwords, Texts::Model model);

    void advance(const Candidates& frame, std::vector<SpelledWord>& settled);
    std::vector<Reading> peek(int count);
    std::vector<Reading> look_ahead(const std::vector<Candidates>& frames, int count);
    int frames = 0;

   private:
    // Beams by rank. At most two have one text, with a blank and with the last label; at most four become one, those of
    // a text that ends in a delimiter and of that before it.
    struct Ranks {
        static constexpr int kMost = 4;
        int count = 0;
        int ranks[kMost];
        void add(int rank);
    };
    struct Group {
        Prefix* prefix;
        Ranks beams;
        double resting;
        int64_t moved;
    };
    struct Source {
        Prefix* prefix;
        Ranks beams;
    };
    struct Key {
        double total;
        int64_t place;
        int beam;
        bool operator<(const Key& other) const {
            return total != other.total ? total > other.total : place < other.place;
        }
    };

    void step(const Candidates& frame);
    bool rest_all(const Candidates& frame);
    void group_beams();
    void find_joins();
    void rest(double score, int64_t place);
    void emit(int label, double score, int64_t place);
    void move(const Group& group, int label);
    Source& source(Prefix* prefix);
    void emitted(Source& source, int label, double score, int64_t place);
    Beam* grow(Prefix* prefix, const Ranks& from, double score, int64_t place);
    EndedWord* ended(const Beam& beam);
    void raise_limit();
    void prune();
    void drop_equal_histories();

    std::vector<Reading> readings(int count);
    std::vector<SpelledWord> words_of(const Beam& beam) const;
    SpelledWord spelled(const EndedWord& ended) const;
    void settle(std::vector<SpelledWord>& settled);
    void drop_late_dissent();
    void forget();

    Texts texts_;
    const Options options_;
    const int blank_, delimiter_;
    bool broken_ = false;
    std::vector<Beam> beams_, grown_;
    Pool<EndedWord> ended_words_;
    // Of the frame under way: beams grouped by text, and by label what holds it and what it leads to another's text.
    std::vector<Group> groups_;
    std::vector<double> spelled_bounds_, ended_bounds_;
    std::vector<std::vector<int>> holding_, joining_;
    std::vector<Source> sources_;
    std::vector<int> order_;
    std::vector<Key> keys_;
    // The best totals so far, and what will be dropped whatever else may come.
    std::vector<double> totals_;
    double limit_ = 0;
    int64_t frame_epoch_ = 0, label_epoch_ = 0;
};

}  // namespace wavescribe
