#include "lexicon_search.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <stdexcept>

namespace wavescribe {

namespace {

constexpr double kNever = -std::numeric_limits<double>::infinity();
constexpr int kRoot = 0;

double added(double first, double second) {
    if (first < second) std::swap(first, second);
    return second == kNever ? first : first + std::log1p(std::exp(second - first));
}

}  // namespace

LexiconSearch::LexiconSearch(std::shared_ptr<const LexiconTree> tree, LexiconOptions options, int blank, int delimiter,
                             std::shared_ptr<const Hotwords> hotwords, int trie_start, Weights weights,
                             std::shared_ptr<Scores> scores, std::shared_ptr<const std::vector<bool>> unknown)
    : tree_(std::move(tree)),
      options_(options),
      blank_(blank),
      delimiter_(delimiter),
      hotwords_(std::move(hotwords)),
      weights_(weights),
      scores_(std::move(scores)),
      unknown_(std::move(unknown)) {
    Text* empty = texts_.make();
    if (scores_) empty->state = scores_->beginning();
    empty->trie_state = trie_start;
    Beam first;
    first.text = empty;
    first.blank = 0;
    first.held = kNever;
    beams_.push_back(first);
}

LexiconSearch::~LexiconSearch() {
    if (!scores_) return;
    texts_.each([&](const Text& text) {
        if (text.state >= 0) scores_->release(text.state);
    });
}

void LexiconSearch::advance(const Candidates& frame, std::vector<SpelledWord>& settled) {
    if (broken_) throw std::runtime_error("the search failed before and cannot go on; begin another");
    broken_ = true;
    step(frame);
    if (frames % options_.settle_every == 0) settle(settled);
    broken_ = false;
}

std::vector<Reading> LexiconSearch::peek(int count) { return readings(true, count); }

std::vector<Reading> LexiconSearch::look_ahead(const std::vector<Candidates>& frames_ahead, int count) {
    if (broken_) throw std::runtime_error("the search failed before and cannot go on; begin another");
    const std::vector<Beam> beams = beams_;
    const int now = frames;
    broken_ = true;
    for (const Candidates& frame : frames_ahead) step(frame);
    broken_ = false;
    std::vector<Reading> found = readings(false, count);
    beams_ = beams;
    frames = now;
    return found;
}

void LexiconSearch::step(const Candidates& frame) {
    double silence = kNever, parting = kNever;
    heard_.clear();
    for (int number = 0; number < frame.count; ++number) {
        const int label = frame.labels[number];
        if (label == blank_)
            silence = frame.scores[number];
        else if (label == delimiter_)
            parting = frame.scores[number];
        else
            heard_.emplace_back(label, frame.scores[number]);
    }
    std::sort(heard_.begin(), heard_.end());
    grown_.clear();
    places_.clear();
    for (const Beam& beam : beams_) {
        const double both = added(beam.blank, beam.held);
        if (silence != kNever) into(beam.node, beam.text, beam.label, beam, both + silence, false);
        if (parting != kNever && beam.node == kRoot) into(kRoot, beam.text, -1, beam, both + parting, false);
        if (beam.held != kNever)
            for (const auto& [label, score] : heard_)
                if (label == beam.label) into(beam.node, beam.text, label, beam, beam.held + score, true);
        const int begin = tree_->first_child[beam.node], end = tree_->first_child[beam.node + 1];
        if (begin == end) continue;
        // Children are sorted by label, and so is what is heard.
        int child = begin;
        for (const auto& [label, score] : heard_) {
            while (child < end && tree_->child_labels[child] < label) ++child;
            if (child == end) break;
            if (tree_->child_labels[child] != label) continue;
            const double mass = (label == beam.label ? beam.blank : both) + score;
            if (mass == kNever) continue;
            const int node = tree_->child_nodes[child];
            if (tree_->first_child[node] != tree_->first_child[node + 1])
                into(node, beam.text, label, beam, mass, true);
            for (int word = tree_->first_word[node]; word < tree_->first_word[node + 1]; ++word)
                into(kRoot, with(beam.text, tree_->ending_words[word]), label, beam, mass, true);
        }
    }
    ++frames;
    prune();
}

void LexiconSearch::into(int node, Text* text, int label, const Beam& source, double mass, bool held) {
    const auto [place, is_new] = places_.try_emplace(Key{node, label, text}, static_cast<int>(grown_.size()));
    if (is_new) {
        Beam fresh;
        fresh.node = node;
        fresh.text = text;
        fresh.label = label;
        fresh.blank = fresh.held = fresh.total = kNever;
        fresh.bonus = text->score + (node == kRoot ? hotwords_->begun(text->trie_state) : tree_->reach[node]);
        grown_.push_back(fresh);
    }
    Beam& beam = grown_[place->second];
    if (mass > beam.total) {
        beam.total = mass;
        const bool stays = node == source.node && text == source.text;
        const bool begins = source.node == kRoot && !stays;
        beam.cells = begins ? closed(source) : source.cells;
        beam.start = begins ? frames : source.start;
        beam.end = held ? frames + 1 : source.end;
    }
    double& sum = held ? beam.held : beam.blank;
    sum = added(sum, mass);
}

std::shared_ptr<LexiconSearch::Cell> LexiconSearch::closed(const Beam& beam) const {
    if (beam.text->depth <= settled_depth_) return beam.cells;
    return std::make_shared<Cell>(Cell{beam.cells, beam.text->depth, beam.text->word, beam.start, beam.end});
}

LexiconSearch::Text* LexiconSearch::with(Text* text, int word) {
    const auto found = text->following.find(word);
    if (found != text->following.end()) return found->second;
    double score = 0;
    int state = -1;
    if (scores_) {
        const Scores::Answer answer = scores_->after(text->state, tree_->words[word]);
        state = answer.state;
        const double base = answer.score + ((*unknown_)[word] ? weights_.unknown_offset : 0.0);
        score = weights_.alpha * base * weights_.natural + weights_.beta;
    }
    int trie_state = text->trie_state;
    double gained = 0;
    if (!tree_->characters.empty()) {
        for (int character : tree_->characters[word]) {
            const auto [next, completed] = hotwords_->step(trie_state, character);
            trie_state = next;
            gained += completed;
        }
    }
    Text* following = texts_.make();
    following->before = text;
    following->depth = text->depth + 1;
    following->word = word;
    following->state = state;
    following->trie_state = trie_state;
    following->score = text->score + score + gained;
    text->following.emplace(word, following);
    return following;
}

void LexiconSearch::prune() {
    for (Beam& beam : grown_) beam.total = added(beam.blank, beam.held) + beam.bonus;
    std::stable_sort(grown_.begin(), grown_.end(),
                     [](const Beam& first, const Beam& second) { return first.total > second.total; });
    if (grown_.size() > static_cast<size_t>(options_.beam_width)) grown_.resize(options_.beam_width);
    if (!grown_.empty()) {
        const double limit = grown_[0].total + options_.beam_prune_logp;
        while (grown_.back().total < limit) grown_.pop_back();
    }
    beams_.swap(grown_);
}

std::vector<Reading> LexiconSearch::readings(bool at_root_only, int count) {
    std::vector<const Beam*> chosen;
    if (at_root_only)
        for (const Beam& beam : beams_)
            if (beam.node == kRoot) chosen.push_back(&beam);
    const bool whole = !chosen.empty();
    if (!whole)
        for (const Beam& beam : beams_) chosen.push_back(&beam);
    struct Merged {
        const Beam* beam;
        double score;
    };
    std::vector<Merged> merged;
    std::unordered_map<const Text*, size_t> places;
    for (const Beam* beam : chosen) {
        const double score = added(beam->blank, beam->held) + bonus(*beam, whole);
        const auto [place, is_new] = places.try_emplace(beam->text, merged.size());
        if (is_new)
            merged.push_back({beam, score});
        else
            merged[place->second].score = added(merged[place->second].score, score);
    }
    std::stable_sort(merged.begin(), merged.end(),
                     [](const Merged& first, const Merged& second) { return first.score > second.score; });
    std::vector<Reading> found;
    for (const Merged& one : merged) {
        if (found.size() >= static_cast<size_t>(count)) break;
        if (one.score < merged[0].score + options_.beam_prune_logp) break;
        found.push_back({words_of(*one.beam), one.score - bonus(*one.beam, whole), one.score});
    }
    return found;
}

double LexiconSearch::bonus(const Beam& beam, bool whole) {
    if (!whole) return beam.bonus;
    if (!scores_ || !weights_.boundary) return beam.text->score;
    return beam.text->score + weights_.alpha * scores_->end_score(beam.text->state) * weights_.natural;
}

std::vector<SpelledWord> LexiconSearch::words_of(const Beam& beam) const {
    std::vector<const Cell*> cells;
    const std::shared_ptr<Cell> last = beam.node == kRoot ? closed(beam) : beam.cells;
    for (const Cell* cell = last.get(); cell && cell->depth > settled_depth_; cell = cell->before.get())
        cells.push_back(cell);
    std::vector<SpelledWord> words;
    int border = settled_end_;
    for (auto cell = cells.rbegin(); cell != cells.rend(); ++cell) {
        const int start = std::max((*cell)->start, border);
        border = std::max((*cell)->end, start + 1);
        words.push_back({tree_->words[(*cell)->word], start, border});
    }
    return words;
}

int LexiconSearch::ended(const Beam& beam) {
    return beam.text->depth - (beam.node == kRoot && beam.text->depth > 0 ? 1 : 0);
}

LexiconSearch::Text* LexiconSearch::ancestor(Text* text, int depth) {
    while (text->depth > depth) text = text->before;
    return text;
}

void LexiconSearch::settle(std::vector<SpelledWord>& settled) {
    drop_late_dissent();
    int shared = ended(beams_[0]);
    for (const Beam& beam : beams_) shared = std::min(shared, ended(beam));
    std::set<Text*> texts;
    for (const Beam& beam : beams_) texts.insert(ancestor(beam.text, shared));
    while (texts.size() > 1) {
        std::set<Text*> before;
        for (Text* text : texts) before.insert(text->before);
        texts.swap(before);
    }
    Text* common = *texts.begin();
    if (common->depth <= settled_depth_) return;
    std::vector<SpelledWord> words = words_of(beams_[0]);
    words.resize(common->depth - settled_depth_);
    settled.insert(settled.end(), words.begin(), words.end());
    settled_depth_ = common->depth;
    settled_end_ = words.back().end;
    common->before = nullptr;
    forget();
    for (Beam& beam : beams_) {
        if (beam.cells && beam.cells->depth <= common->depth) beam.cells.reset();
        for (Cell* cell = beam.cells.get(); cell && cell->before; cell = cell->before.get())
            if (cell->before->depth <= common->depth) cell->before.reset();
    }
}

void LexiconSearch::drop_late_dissent() {
    const int oldest = frames - options_.open_frames;
    int old = 0;
    for (const SpelledWord& word : words_of(beams_[0])) old += word.end <= oldest;
    const int depth = std::min(settled_depth_ + old, ended(beams_[0]));
    if (depth <= settled_depth_) return;
    const Text* agreed = ancestor(beams_[0].text, depth);
    beams_.erase(std::remove_if(beams_.begin(), beams_.end(),
                                [&](const Beam& beam) {
                                    return ended(beam) < depth || ancestor(beam.text, depth) != agreed;
                                }),
                 beams_.end());
}

void LexiconSearch::forget() {
    texts_.each([](Text& text) { text.needed = false; });
    for (const Beam& beam : beams_)
        for (Text* text = beam.text; text && !text->needed; text = text->before) text->needed = true;
    texts_.each([](Text& text) {
        if (!text.needed) return;
        for (auto found = text.following.begin(); found != text.following.end();)
            found = found->second->needed ? std::next(found) : text.following.erase(found);
    });
    texts_.sweep([&](const Text& text) {
        if (text.state >= 0) scores_->release(text.state);
    });
}

}  // namespace wavescribe
