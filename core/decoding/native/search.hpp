// CTC prefix beam search in C++: the same algorithm as core/decoding/prefix_search.py, frame for frame and bit for bit.
//
// Only for vocabularies whose words are parted by a delimiter and whose labels are single characters. Everything that
// is not speed stays in Python: candidates come in pyctcdecode's order, KenLM is asked through a callback, once a word
// and history. Comments here say only what the Python modules do not; tests hold the two against each other.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace wavescribe {

constexpr int kNoLabel = -1;
constexpr double kSlack = 1e-6;
constexpr int kUsualWordLength = 6;

struct Options {
    int beam_width;
    double beam_prune_logp;
    bool prune_history;
    int open_frames;
    int settle_every;
};

struct Alphabet {
    std::vector<std::string> labels;  // UTF-8, one character each where a word can hold them
    int blank;
    int delimiter;
};

// A sorted list of words, and the stretch of it that begins with the letters so far.
struct Range {
    uint32_t low = 0, high = 0;
    bool empty() const { return low == high; }
};

class WordList {
   public:
    explicit WordList(std::vector<std::string> words) : words_(std::move(words)) {}
    Range all() const { return {0, static_cast<uint32_t>(words_.size())}; }
    // The words of `range`, which share their first `length` bytes, that go on with `letters`.
    Range narrow(Range range, size_t length, const std::string& letters) const;
    bool holds(Range range, size_t length) const {
        return !range.empty() && words_[range.low].size() == length;
    }

   private:
    std::vector<std::string> words_;
};

// The automaton of core/decoding/hotword_trie.py; characters are labels, the boundary is the delimiter.
class Hotwords {
   public:
    struct Tables {
        std::vector<std::vector<std::pair<int, int>>> next;
        std::vector<int> fail;
        std::vector<double> complete, begun;
    };
    explicit Hotwords(Tables tables);
    bool any() const { return tables_.next.size() > 1; }
    std::pair<int, double> step(int state, int label) const;
    double begun(int state) const { return tables_.begun[state]; }
    double reach(int state) const { return reach_[state]; }

   private:
    int go(int state, int label) const;
    Tables tables_;
    std::vector<double> reach_;
};

// What a language model is to the search. `score` may be called from any depth; states are numbers that it hands out.
struct LanguageModel {
    bool present = false;
    double alpha = 0, beta = 0, unknown_offset = 0, natural = 0;
    bool sensible = true;
    int recent = 1;
    bool has_words = false;
    std::function<std::pair<double, int>(int state, const std::string& word, bool last)> score;
    std::function<void(int state)> release;
};

struct SpelledWord {
    std::string text;
    int start, end;
};

struct EndedWord {
    std::shared_ptr<EndedWord> before;
    SpelledWord word;
};
using Ended = std::shared_ptr<EndedWord>;

struct History {
    std::vector<std::string> recent;
    double score = 0;
    int model_state = -1;
    std::unordered_map<std::string, History*> following;
    bool marked = false;
};

struct Prefix {
    Prefix* parent = nullptr;
    int label = kNoLabel;
    History* history = nullptr;
    std::string word;
    int length = 0;  // letters of `word`
    Range known, vouched;
    int trie_state = 0;
    double gained = 0, bonus = 0, spelled_bonus = 0, ended_bonus = 0;
    std::vector<std::pair<int, Prefix*>> next;
    // Marks of the frame, the label and the clean-up that is under way.
    int64_t group_epoch = -1, source_epoch = -1;
    int group = 0, source = 0;
    int uses = 0;
};

struct Beam {
    Prefix* prefix = nullptr;
    int label = kNoLabel;
    double logit_score = 0, total = 0;
    int64_t place = 0;
    Ended ended;
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

class Search {
   public:
    struct Lists {
        std::shared_ptr<const WordList> known, vouched;
    };
    // `beginning`: the language model's number of the empty history.
    Search(Alphabet alphabet, Options options, std::shared_ptr<const Hotwords> hotwords, LanguageModel model,
           Lists lists, int beginning);
    ~Search();
    Search(const Search&) = delete;
    Search& operator=(const Search&) = delete;

    void advance(const Candidates& frame, std::vector<SpelledWord>& settled);
    std::vector<Reading> peek(int count);
    std::vector<Reading> look_ahead(const std::vector<Candidates>& frames, int count);
    int frames = 0;

   private:
    struct Group {
        Prefix* prefix;
        std::vector<int> beams;
        double resting = 0, spelled = 0, ended = 0;
        int64_t moved = -1;
    };
    struct Source {
        Prefix* prefix;
        std::vector<int> beams;
    };

    void step(const Candidates& frame);
    bool rest_all(const Candidates& frame);
    void group_beams();
    void rest(double score, int64_t place, double limit);
    void emit(int label, double score, int64_t place, double limit);
    void move(Group& group, int label);
    Source& source(Prefix* prefix);
    Beam emitted(Source& source, int label, double score, int64_t place);
    double added(const std::vector<int>& beams, double score) const;
    double limit() const;
    std::vector<Beam> prune(std::vector<Beam> beams, double limit) const;
    void drop_equal_histories(std::vector<Beam>& beams) const;

    Prefix* extend(Prefix* prefix, int label);
    double excess(const Prefix* prefix, int label) const;
    void value(Prefix* prefix);
    History* with_word(History* history, const std::string& word);
    History* new_history();
    Prefix* new_prefix();

    void settle(std::vector<SpelledWord>& settled);
    void drop_late_dissent();
    void forget();

    Alphabet alphabet_;
    Options options_;
    std::shared_ptr<const Hotwords> hotwords_;
    LanguageModel model_;
    std::shared_ptr<const WordList> known_, vouched_;
    std::vector<Beam> beams_, grown_;
    std::vector<Group> groups_;
    size_t group_count_ = 0;
    std::vector<Source> sources_;
    size_t source_count_ = 0;
    std::vector<int> by_spelled_, by_ended_;
    int64_t frame_epoch_ = 0, label_epoch_ = 0;
    std::vector<std::unique_ptr<Prefix>> prefixes_;
    std::vector<std::unique_ptr<History>> histories_;
    mutable std::vector<double> totals_;
};

}  // namespace wavescribe
