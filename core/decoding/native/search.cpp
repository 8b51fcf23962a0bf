#include "search.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <set>
#include <stdexcept>
#include <utility>

namespace wavescribe {

namespace {

constexpr double kNever = -std::numeric_limits<double>::infinity();
// More than rounding can take from a bound.
constexpr double kSlack = 1e-6;

}  // namespace

double sum(double first, double second) {
    if (first >= second) return first + std::log(1 + std::exp(second - first));
    return second + std::log(1 + std::exp(first - second));
}

Attempt::Attempt(bool& broken) : broken_(broken) {
    if (broken) throw std::runtime_error("the search failed before and cannot go on; begin another");
    broken = true;
}

void Search::Ranks::add(int rank) {
    if (count == kMost) throw std::logic_error("more beams have one text than there are ways to end it");
    ranks[count++] = rank;
}

Search::Search(Alphabet alphabet, Options options, std::shared_ptr<const Hotwords> hotwords, Texts::Model model)
    : texts_(std::move(alphabet), std::move(hotwords), std::move(model), options.prune_history),
      options_(options),
      blank_(texts_.alphabet().blank),
      delimiter_(texts_.alphabet().delimiter),
      holding_(texts_.alphabet().labels.size()),
      joining_(texts_.alphabet().labels.size()) {
    Beam beam;
    beam.prefix = texts_.plant();
    beam.total = beam.prefix->bonus;
    beams_.push_back(beam);
}

void Search::advance(const Candidates& frame, std::vector<SpelledWord>& settled) {
    Attempt attempt(broken_);
    step(frame);
    ++frames;
    if (frames % options_.settle_every == 0) settle(settled);
    attempt.succeed();
}

void Search::step(const Candidates& frame) {
    if (rest_all(frame)) return;
    group_beams();
    grown_.clear();
    totals_.clear();
    limit_ = kNever;
    order_.resize(frame.count);
    for (int position = 0; position < frame.count; ++position) order_[position] = position;
    std::stable_sort(order_.begin(), order_.end(),
                     [&](int one, int other) { return frame.scores[one] > frame.scores[other]; });
    for (int position : order_) {
        const int64_t place = static_cast<int64_t>(position) * static_cast<int64_t>(beams_.size());
        if (frame.labels[position] == blank_)
            rest(frame.scores[position], place);
        else
            emit(frame.labels[position], frame.scores[position], place);
        raise_limit();
    }
    beams_.swap(grown_);
    prune();
}

bool Search::rest_all(const Candidates& frame) {
    if (frame.count != 1 || frame.labels[0] != blank_) return false;
    if (!std::all_of(beams_.begin(), beams_.end(), [&](const Beam& beam) { return beam.label == blank_; })) return false;
    int64_t place = 0;
    for (Beam& beam : beams_) {
        beam.logit_score += frame.scores[0];
        beam.total = beam.logit_score + beam.prefix->bonus;
        beam.place = place++;
    }
    limit_ = kNever;
    prune();
    return true;
}

void Search::group_beams() {
    ++frame_epoch_;
    groups_.clear();
    spelled_bounds_.clear();
    ended_bounds_.clear();
    for (auto& ranks : holding_) ranks.clear();
    for (int rank = 0; rank < static_cast<int>(beams_.size()); ++rank) {
        beams_[rank].place = rank;
        Prefix* prefix = beams_[rank].prefix;
        if (prefix->group_epoch != frame_epoch_) {
            prefix->group_epoch = frame_epoch_;
            prefix->group = static_cast<int>(groups_.size());
            groups_.push_back({prefix, {}, 0.0, -1});
        }
        groups_[prefix->group].beams.add(rank);
        if (beams_[rank].label >= 0) holding_[beams_[rank].label].push_back(rank);
    }
    for (Group& group : groups_) {
        double most = beams_[group.beams.ranks[0]].logit_score;
        if (group.beams.count > 1) most += std::log(static_cast<double>(group.beams.count));
        group.resting = most + group.prefix->bonus;
        spelled_bounds_.push_back(most + group.prefix->spelled_bonus);
        ended_bounds_.push_back(most + group.prefix->ended_bonus);
    }
    find_joins();
}

// Where a label leads a group's text to another group's, the two become one, however unlikely.
void Search::find_joins() {
    for (auto& groups : joining_) groups.clear();
    for (int number = 0; number < static_cast<int>(groups_.size()); ++number) {
        const Prefix* prefix = groups_[number].prefix;
        const Prefix* parent = prefix->parent;
        if (parent && parent->group_epoch == frame_epoch_) joining_[prefix->label].push_back(parent->group);
        if (!prefix->has_word()) joining_[delimiter_].push_back(number);
    }
}

void Search::rest(double score, int64_t place) {
    const double limit = limit_ - score;
    for (const Group& group : groups_) {
        if (group.resting < limit) continue;
        Beam* beam = grow(group.prefix, group.beams, score, place);
        if (!beam) continue;
        const Beam& last = beams_[group.beams.ranks[group.beams.count - 1]];
        beam->label = blank_;
        beam->ended = last.ended;
        beam->start = last.start;
        beam->end = last.end;
    }
}

void Search::emit(int label, double score, int64_t place) {
    ++label_epoch_;
    sources_.clear();
    // The last label held: the text stays.
    for (int rank : holding_[label]) source(beams_[rank].prefix).beams.add(rank);
    for (int number : joining_[label]) groups_[number].moved = label_epoch_;
    const double limit = limit_ - score;
    const std::vector<double>& bounds = label == delimiter_ ? ended_bounds_ : spelled_bounds_;
    for (size_t number = 0; number < groups_.size(); ++number) {
        if (bounds[number] < limit) continue;
        Group& group = groups_[number];
        if (group.moved != label_epoch_ && bounds[number] - texts_.excess(group.prefix, label) >= limit)
            move(group, label);
    }
    for (int number : joining_[label]) move(groups_[number], label);
    for (Source& found : sources_) emitted(found, label, score, place);
}

void Search::move(const Group& group, int label) {
    Prefix* target = nullptr;
    for (int place = 0; place < group.beams.count; ++place) {
        const int rank = group.beams.ranks[place];
        if (beams_[rank].label == label) continue;
        if (!target) target = texts_.extend(group.prefix, label);
        source(target).beams.add(rank);
    }
}

Search::Source& Search::source(Prefix* prefix) {
    if (prefix->source_epoch != label_epoch_) {
        prefix->source_epoch = label_epoch_;
        prefix->source = static_cast<int>(sources_.size());
        sources_.push_back({prefix, {}});
    }
    return sources_[prefix->source];
}

void Search::emitted(Source& source, int label, double score, int64_t place) {
    std::sort(source.beams.ranks, source.beams.ranks + source.beams.count);
    Beam* beam = grow(source.prefix, source.beams, score, place);
    if (!beam) return;
    const Beam& last = beams_[source.beams.ranks[source.beams.count - 1]];
    beam->label = label;
    beam->ended = last.ended;
    beam->start = last.start;
    beam->end = frames + 1;
    if (last.label != label && label == delimiter_) {
        if (last.prefix->has_word()) beam->ended = ended(last);
        beam->start = -1;
    }
    if (beam->start < 0 && label != delimiter_) beam->start = frames;
}

// The beam that others become, where it may be kept: without its label and the word under way.
Beam* Search::grow(Prefix* prefix, const Ranks& from, double score, int64_t place) {
    Beam beam;
    beam.prefix = prefix;
    beam.logit_score = beams_[from.ranks[0]].logit_score + score;
    for (int number = 1; number < from.count; ++number)
        beam.logit_score = sum(beam.logit_score, beams_[from.ranks[number]].logit_score + score);
    beam.total = beam.logit_score + prefix->bonus;
    if (beam.total < limit_) return nullptr;
    beam.place = place + from.ranks[0];
    totals_.push_back(beam.total);
    grown_.push_back(beam);
    return &grown_.back();
}

EndedWord* Search::ended(const Beam& beam) {
    EndedWord* word = ended_words_.make();
    word->before = beam.ended;
    word->word = beam.prefix->spelling;
    word->start = beam.start;
    word->end = beam.end;
    return word;
}

void Search::raise_limit() {
    if (totals_.empty()) return;
    limit_ = std::max(limit_, *std::max_element(totals_.begin(), totals_.end()) + options_.beam_prune_logp - kSlack);
    const size_t width = static_cast<size_t>(options_.beam_width);
    if (totals_.size() < width) return;
    std::nth_element(totals_.begin(), totals_.begin() + (width - 1), totals_.end(), std::greater<>());
    totals_.resize(width);
    limit_ = std::max(limit_, totals_[width - 1] - kSlack);
}

void Search::prune() {
    keys_.clear();
    for (int number = 0; number < static_cast<int>(beams_.size()); ++number)
        if (beams_[number].total >= limit_) keys_.push_back({beams_[number].total, beams_[number].place, number});
    if (!std::is_sorted(keys_.begin(), keys_.end())) std::sort(keys_.begin(), keys_.end());
    if (keys_.size() > static_cast<size_t>(options_.beam_width)) keys_.resize(options_.beam_width);
    const double lowest = keys_[0].total + options_.beam_prune_logp;
    while (keys_.back().total < lowest) keys_.pop_back();
    grown_.clear();
    for (const Key& key : keys_) grown_.push_back(beams_[key.beam]);
    beams_.swap(grown_);
    if (options_.prune_history) drop_equal_histories();
}

void Search::drop_equal_histories() {
    std::set<std::pair<int, std::vector<const Spelling*>>> seen;
    const auto repeated = [&](const Beam& beam) {
        std::vector<const Spelling*> words{beam.prefix->spelling};
        const auto& recent = beam.prefix->history->recent;
        words.insert(words.end(), recent.begin(), recent.end());
        return !seen.emplace(beam.label, std::move(words)).second;
    };
    beams_.erase(std::remove_if(beams_.begin(), beams_.end(), repeated), beams_.end());
}

}  // namespace wavescribe
