#include "lexicon_search.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <stdexcept>
#include <unordered_map>

namespace wavescribe {

namespace {

constexpr double kNever = -std::numeric_limits<double>::infinity();
constexpr int kRoot = 0;
constexpr size_t kLeastSlots = 1024;
// What stands between words for the hotwords.
constexpr uint32_t kBoundary = ' ';

double added(double first, double second) {
    if (first < second) std::swap(first, second);
    return second == kNever ? first : first + std::log1p(std::exp(second - first));
}

size_t slot(int node, const void* text, int label) {
    size_t hash = reinterpret_cast<size_t>(text) >> 4;
    hash = hash * 0x9e3779b97f4a7c15ull + static_cast<size_t>(node);
    hash = hash * 0x9e3779b97f4a7c15ull + static_cast<size_t>(label);
    return hash >> 32;
}

}  // namespace

LexiconSearch::LexiconSearch(std::shared_ptr<const LexiconWords> words, LexiconOptions options, int blank,
                             int delimiter, std::shared_ptr<const Hotwords> hotwords, int trie_start, Weights weights,
                             std::shared_ptr<Scores> scores)
    : words_(std::move(words)),
      tree_(*words_->tree),
      options_(options),
      blank_(blank),
      delimiter_(delimiter),
      hotwords_(std::move(hotwords)),
      weights_(weights),
      scores_(std::move(scores)) {
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
    Attempt attempt(broken_);
    step(frame);
    if (frames % options_.settle_every == 0) settle(settled);
    attempt.succeed();
}

std::vector<Reading> LexiconSearch::peek(int count) {
    Attempt attempt(broken_);
    std::vector<Reading> found = readings(true, count);
    attempt.succeed();
    return found;
}

std::vector<Reading> LexiconSearch::look_ahead(const std::vector<Candidates>& frames_ahead, int count) {
    Attempt attempt(broken_);
    const std::vector<Beam> beams = beams_;
    const int now = frames;
    for (const Candidates& frame : frames_ahead) step(frame);
    std::vector<Reading> found = readings(false, count);
    beams_ = beams;
    frames = now;
    attempt.succeed();
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
    ++epoch_;
    best_ = kNever;
    for (const Beam& beam : beams_) {
        closed_ = nullptr;
        const double both = added(beam.blank, beam.held);
        if (silence != kNever) into(beam.node, beam.text, beam.label, beam, both + silence, false);
        if (parting != kNever && beam.node == kRoot) into(kRoot, beam.text, -1, beam, both + parting, false);
        if (beam.held != kNever)
            for (const auto& [label, score] : heard_)
                if (label == beam.label) into(beam.node, beam.text, label, beam, beam.held + score, true);
        // Children are sorted by label, and so is what is heard.
        int child = tree_.first_child[beam.node];
        const int end = tree_.first_child[beam.node + 1];
        for (const auto& [label, score] : heard_) {
            while (child < end && tree_.child_labels[child] < label) ++child;
            if (child == end) break;
            if (tree_.child_labels[child] != label) continue;
            const double mass = (label == beam.label ? beam.blank : both) + score;
            const int node = tree_.child_nodes[child];
            const double whole = mass + beam.text->score;
            if (mass == kNever || whole + words_->reach[node] < best_ + options_.beam_prune_logp) continue;
            if (tree_.first_child[node] != tree_.first_child[node + 1])
                into(node, beam.text, label, beam, mass, true);
            for (int place = tree_.first_word[node]; place < tree_.first_word[node + 1]; ++place) {
                const int word = tree_.ending_words[place];
                if (whole + words_->worth[word] >= best_ + options_.beam_prune_logp)
                    into(kRoot, with(beam.text, word), label, beam, mass, true);
            }
        }
    }
    ++frames;
    if (!grown_.empty()) prune();
}

void LexiconSearch::into(int node, Text* text, int label, const Beam& source, double mass, bool held) {
    Beam& beam = grown(node, text, label);
    if (mass > beam.total) {
        beam.total = mass;
        const bool stays = node == source.node && text == source.text;
        const bool begins = source.node == kRoot && !stays;
        if (begins && !closed_) closed_ = closed(source);
        beam.cells = begins ? closed_ : source.cells;
        beam.start = begins ? frames : source.start;
        beam.end = held ? frames + 1 : source.end;
    }
    best_ = std::max(best_, mass + beam.bonus);
    double& sum = held ? beam.held : beam.blank;
    sum = added(sum, mass);
}

LexiconSearch::Beam& LexiconSearch::grown(int node, Text* text, int label) {
    if (slots_.size() < 2 * (grown_.size() + 1)) make_room();
    const size_t last = slots_.size() - 1;
    size_t number = slot(node, text, label) & last;
    for (; slots_[number].frame == epoch_; number = (number + 1) & last) {
        Beam& beam = grown_[slots_[number].place];
        if (beam.node == node && beam.text == text && beam.label == label) return beam;
    }
    slots_[number] = {epoch_, static_cast<int>(grown_.size())};
    Beam fresh;
    fresh.node = node;
    fresh.text = text;
    fresh.label = label;
    fresh.blank = fresh.held = fresh.total = kNever;
    fresh.bonus = text->score + (node == kRoot ? hotwords_->begun(text->trie_state) : words_->reach[node]);
    grown_.push_back(fresh);
    return grown_.back();
}

void LexiconSearch::make_room() {
    slots_.assign(std::max(kLeastSlots, 2 * slots_.size()), Slot());
    const size_t last = slots_.size() - 1;
    for (int place = 0; place < static_cast<int>(grown_.size()); ++place) {
        size_t number = slot(grown_[place].node, grown_[place].text, grown_[place].label) & last;
        while (slots_[number].frame == epoch_) number = (number + 1) & last;
        slots_[number] = {epoch_, place};
    }
}

LexiconSearch::Cell* LexiconSearch::closed(const Beam& beam) {
    if (beam.text->depth <= settled_depth_) return beam.cells;
    Cell* cell = cells_.make();
    cell->before = beam.cells;
    cell->depth = beam.text->depth;
    cell->word = beam.text->word;
    cell->start = beam.start;
    cell->end = beam.end;
    return cell;
}

LexiconSearch::Text*& LexiconSearch::followed_slot(const Text* text, int word) {
    const size_t last = followed_.size() - 1;
    size_t number = slot(word, text, 0) & last;
    while (followed_[number] && !(followed_[number]->before == text && followed_[number]->word == word))
        number = (number + 1) & last;
    return followed_[number];
}

void LexiconSearch::refill_followed(size_t count) {
    size_t size = kLeastSlots;
    while (size < 4 * count) size *= 2;
    followed_.assign(size, nullptr);
    followed_count_ = 0;
    texts_.each([&](Text& text) {
        if (!text.before) return;
        followed_slot(text.before, text.word) = &text;
        ++followed_count_;
    });
}

LexiconSearch::Text* LexiconSearch::with(Text* text, int word) {
    if (followed_.size() < 2 * (followed_count_ + 1)) refill_followed(followed_count_ + 1);
    Text*& found = followed_slot(text, word);
    if (!found) {
        found = followed(text, word);
        ++followed_count_;
    }
    return found;
}

LexiconSearch::Text* LexiconSearch::followed(Text* text, int word) {
    double score = 0;
    int state = -1;
    if (scores_) {
        const Scores::Answer answer = scores_->after(text->state, tree_.words[word]);
        state = answer.state;
        const double base = answer.score + (words_->unknown[word] ? weights_.unknown_offset : 0.0);
        score = weights_.alpha * base * weights_.natural + weights_.beta;
    }
    int trie_state = text->trie_state;
    double gained = 0;
    if (hotwords_->any()) {
        const auto follow = [&](uint32_t character) {
            const auto [next, completed] = hotwords_->step(trie_state, static_cast<int>(character));
            trie_state = next;
            gained += completed;
        };
        const std::string& letters = tree_.words[word];
        for (size_t place = 0; place < letters.size();) follow(next_code_point(letters, place));
        follow(kBoundary);
    }
    Text* following = texts_.make();
    following->before = text;
    following->depth = text->depth + 1;
    following->word = word;
    following->state = state;
    following->trie_state = trie_state;
    following->score = text->score + score + gained;
    return following;
}

void LexiconSearch::prune() {
    double best = kNever;
    for (Beam& beam : grown_) {
        beam.total = added(beam.blank, beam.held) + beam.bonus;
        best = std::max(best, beam.total);
    }
    const double limit = best + options_.beam_prune_logp;
    ranks_.clear();
    for (int place = 0; place < static_cast<int>(grown_.size()); ++place)
        if (grown_[place].total >= limit) ranks_.push_back({grown_[place].total, place});
    const size_t width = static_cast<size_t>(options_.beam_width);
    if (ranks_.size() > width) {
        std::nth_element(ranks_.begin(), ranks_.begin() + width, ranks_.end());
        ranks_.resize(width);
    }
    std::sort(ranks_.begin(), ranks_.end());
    beams_.clear();
    for (const Rank& rank : ranks_) beams_.push_back(grown_[rank.place]);
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

std::vector<SpelledWord> LexiconSearch::words_of(const Beam& beam) {
    std::vector<SpelledWord> words;
    for (const Cell* cell = beam.node == kRoot ? closed(beam) : beam.cells; cell; cell = cell->before)
        words.push_back({tree_.words[cell->word], cell->start, cell->end});
    std::reverse(words.begin(), words.end());
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
    if (common->depth > settled_depth_) {
        std::vector<SpelledWord> words = words_of(beams_[0]);
        words.resize(common->depth - settled_depth_);
        settled_depth_ = common->depth;
        common->before = nullptr;
        int limit = frames;
        for (const Beam& beam : beams_) limit = std::min(limit, begin_after(beam));
        for (auto word = words.rbegin(); word != words.rend(); ++word) {
            word->end = std::min(word->end, limit);
            limit = word->start = std::min(word->start, word->end - 1);
        }
        settled.insert(settled.end(), words.begin(), words.end());
        for (Beam& beam : beams_) {
            if (beam.cells && beam.cells->depth <= common->depth) beam.cells = nullptr;
            for (Cell* cell = beam.cells; cell && cell->before; cell = cell->before)
                if (cell->before->depth <= common->depth) cell->before = nullptr;
        }
    }
    forget();
}

int LexiconSearch::begin_after(const Beam& beam) const {
    int begin = beam.start;
    for (const Cell* cell = beam.cells; cell && cell->depth > settled_depth_; cell = cell->before) begin = cell->start;
    return begin;
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
    cells_.each([](Cell& cell) { cell.needed = false; });
    for (const Beam& beam : beams_) {
        for (Text* text = beam.text; text && !text->needed; text = text->before) text->needed = true;
        for (Cell* cell = beam.cells; cell && !cell->needed; cell = cell->before) cell->needed = true;
    }
    size_t kept = 0;
    texts_.each([&](const Text& text) { kept += text.needed; });
    texts_.sweep([&](const Text& text) {
        if (text.state >= 0) scores_->release(text.state);
    });
    refill_followed(kept);
    cells_.sweep();
}

}  // namespace wavescribe
