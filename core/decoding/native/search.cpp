#include "search.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace wavescribe {

namespace {

constexpr double kNever = -std::numeric_limits<double>::infinity();

// Logarithm of the sum of two probabilities, rounded as pyctcdecode rounds it.
double sum(double first, double second) {
    if (first >= second) return first + std::log(1 + std::exp(second - first));
    return second + std::log(1 + std::exp(first - second));
}

std::vector<EndedWord*> chain(const Ended& ended) {
    std::vector<EndedWord*> cells;
    for (EndedWord* cell = ended.get(); cell; cell = cell->before.get()) cells.push_back(cell);
    std::reverse(cells.begin(), cells.end());
    return cells;
}

// The cell that follows `cell` in a chain; null where the chain ends with it or does not hold it.
EndedWord* after(const Ended& ended, const EndedWord* cell) {
    EndedWord* found = ended.get();
    while (found && found->before.get() != cell) found = found->before.get();
    return found;
}

std::vector<SpelledWord> words_of(const Ended& ended) {
    std::vector<SpelledWord> words;
    for (const EndedWord* cell : chain(ended)) words.push_back(cell->word);
    return words;
}

Ended with_last(const Beam& beam) {
    if (beam.prefix->word.empty()) return beam.ended;
    return std::make_shared<EndedWord>(EndedWord{beam.ended, {beam.prefix->word, beam.start, beam.end}});
}

}  // namespace

Range WordList::narrow(Range range, size_t length, const std::string& letters) const {
    const auto compare = [&](const std::string& word) {
        return word.size() <= length ? -1 : word.compare(length, letters.size(), letters);
    };
    const auto begin = words_.begin() + range.low, end = words_.begin() + range.high;
    const auto low = std::partition_point(begin, end, [&](const auto& word) { return compare(word) < 0; });
    const auto high = std::partition_point(low, end, [&](const auto& word) { return compare(word) == 0; });
    return {static_cast<uint32_t>(low - words_.begin()), static_cast<uint32_t>(high - words_.begin())};
}

Hotwords::Hotwords(Tables tables) : tables_(std::move(tables)), reach_(tables_.next.size()) {
    // Failure links lead to shorter beginnings, which come earlier in a breadth-first order.
    std::vector<int> order;
    order.reserve(reach_.size());
    order.push_back(0);
    for (size_t place = 0; place < order.size(); ++place)
        for (const auto& edge : tables_.next[order[place]]) order.push_back(edge.second);
    for (int state : order) {
        double reach = 0.0;
        bool first = true;
        for (const auto& [label, end] : tables_.next[state]) {
            const double brings = tables_.complete[end] + tables_.begun[end];
            reach = first ? brings : std::max(reach, brings);
            first = false;
        }
        if (state) reach = std::max(reach, reach_[tables_.fail[state]]);
        reach_[state] = reach;
    }
    for (auto& edges : tables_.next) std::sort(edges.begin(), edges.end());
}

int Hotwords::go(int state, int label) const {
    const auto& edges = tables_.next[state];
    const auto found = std::lower_bound(edges.begin(), edges.end(), std::make_pair(label, 0));
    return found != edges.end() && found->first == label ? found->second : -1;
}

std::pair<int, double> Hotwords::step(int state, int label) const {
    int following = go(state, label);
    while (following < 0 && state) {
        state = tables_.fail[state];
        following = go(state, label);
    }
    state = std::max(following, 0);
    return {state, tables_.complete[state]};
}

Search::Search(Alphabet alphabet, Options options, std::shared_ptr<const Hotwords> hotwords, LanguageModel model,
               Lists lists, int beginning)
    : alphabet_(std::move(alphabet)),
      options_(options),
      hotwords_(std::move(hotwords)),
      model_(std::move(model)),
      known_(std::move(lists.known)),
      vouched_(std::move(lists.vouched)) {
    Prefix* root = new_prefix();
    root->history = new_history();
    root->history->model_state = beginning;
    root->known = known_->all();
    root->vouched = vouched_->all();
    root->trie_state = hotwords_->step(0, alphabet_.delimiter).first;
    value(root);
    Beam beam;
    beam.prefix = root;
    beam.total = root->bonus;
    beams_.push_back(beam);
}

Search::~Search() {
    for (const auto& history : histories_)
        if (history->model_state >= 0) model_.release(history->model_state);
}

void Search::advance(const Candidates& frame, std::vector<SpelledWord>& settled) {
    step(frame);
    ++frames;
    if (frames % options_.settle_every == 0) settle(settled);
}

std::vector<Reading> Search::look_ahead(const std::vector<Candidates>& ahead, int count) {
    const std::vector<Beam> beams = beams_;
    const int before = frames;
    for (const Candidates& frame : ahead) {
        step(frame);
        ++frames;
    }
    std::vector<Reading> readings = peek(count);
    beams_ = beams;
    frames = before;
    return readings;
}

void Search::step(const Candidates& frame) {
    if (rest_all(frame)) return;
    group_beams();
    grown_.clear();
    std::vector<int> positions(frame.count);
    for (int position = 0; position < frame.count; ++position) positions[position] = position;
    std::stable_sort(positions.begin(), positions.end(),
                     [&](int one, int other) { return frame.scores[one] > frame.scores[other]; });
    double lowest = kNever;
    for (int position : positions) {
        const int64_t place = static_cast<int64_t>(position) * static_cast<int64_t>(beams_.size());
        const int label = frame.labels[position];
        const double score = frame.scores[position];
        if (label == alphabet_.blank)
            rest(score, place, lowest - score);
        else
            emit(label, score, place, lowest - score);
        lowest = limit();
    }
    beams_ = prune(std::move(grown_), lowest);
    grown_.clear();
}

bool Search::rest_all(const Candidates& frame) {
    const int blank = alphabet_.blank;
    if (frame.count != 1 || frame.labels[0] != blank) return false;
    if (!std::all_of(beams_.begin(), beams_.end(), [&](const Beam& beam) { return beam.label == blank; })) return false;
    int64_t place = 0;
    for (Beam& beam : beams_) {
        beam.logit_score += frame.scores[0];
        beam.total = beam.logit_score + beam.prefix->bonus;
        beam.place = place++;
    }
    beams_ = prune(std::move(beams_), kNever);
    return true;
}

void Search::group_beams() {
    ++frame_epoch_;
    group_count_ = 0;
    for (int rank = 0; rank < static_cast<int>(beams_.size()); ++rank) {
        beams_[rank].place = rank;
        Prefix* prefix = beams_[rank].prefix;
        if (prefix->group_epoch != frame_epoch_) {
            prefix->group_epoch = frame_epoch_;
            prefix->group = static_cast<int>(group_count_++);
            if (groups_.size() < group_count_) groups_.emplace_back();
            Group& group = groups_[prefix->group];
            group.prefix = prefix;
            group.beams.clear();
            group.moved = -1;
        }
        groups_[prefix->group].beams.push_back(rank);
    }
    by_spelled_.resize(group_count_);
    for (size_t number = 0; number < group_count_; ++number) {
        Group& group = groups_[number];
        double most = beams_[group.beams[0]].logit_score;
        if (group.beams.size() > 1) most += std::log(static_cast<double>(group.beams.size()));
        group.resting = most + group.prefix->bonus;
        group.spelled = most + group.prefix->spelled_bonus;
        group.ended = most + group.prefix->ended_bonus;
        by_spelled_[number] = static_cast<int>(number);
    }
    by_ended_ = by_spelled_;
    std::sort(by_spelled_.begin(), by_spelled_.end(),
              [&](int one, int other) { return groups_[one].spelled > groups_[other].spelled; });
    std::sort(by_ended_.begin(), by_ended_.end(),
              [&](int one, int other) { return groups_[one].ended > groups_[other].ended; });
}

void Search::rest(double score, int64_t place, double limit) {
    for (size_t number = 0; number < group_count_; ++number) {
        const Group& group = groups_[number];
        if (group.resting < limit) continue;
        const Beam& last = beams_[group.beams.back()];
        Beam beam;
        beam.prefix = group.prefix;
        beam.label = alphabet_.blank;
        beam.logit_score = added(group.beams, score);
        beam.total = beam.logit_score + group.prefix->bonus;
        beam.place = place + beams_[group.beams[0]].place;
        beam.ended = last.ended;
        beam.start = last.start;
        beam.end = last.end;
        grown_.push_back(std::move(beam));
    }
}

void Search::emit(int label, double score, int64_t place, double limit) {
    ++label_epoch_;
    source_count_ = 0;
    const bool ends = label == alphabet_.delimiter;
    for (size_t number = 0; number < group_count_; ++number) {
        // The last label held: the prefix stays.
        for (int rank : groups_[number].beams)
            if (beams_[rank].label == label) source(groups_[number].prefix).beams.push_back(rank);
    }
    // Where another group's prefix is what this label leads to, the two become one, however unlikely.
    for (size_t number = 0; number < group_count_; ++number) {
        const Prefix* prefix = groups_[number].prefix;
        const Prefix* parent = prefix->parent;
        if (parent && prefix->label == label && parent->group_epoch == frame_epoch_)
            groups_[parent->group].moved = label_epoch_;
        if (ends && prefix->word.empty()) groups_[number].moved = label_epoch_;
    }
    for (int number : ends ? by_ended_ : by_spelled_) {
        Group& group = groups_[number];
        const double bound = ends ? group.ended : group.spelled;
        if (bound < limit) break;
        if (group.moved != label_epoch_ && bound - excess(group.prefix, label) >= limit) move(group, label);
    }
    for (size_t number = 0; number < group_count_; ++number)
        if (groups_[number].moved == label_epoch_) move(groups_[number], label);
    for (size_t number = 0; number < source_count_; ++number)
        grown_.push_back(emitted(sources_[number], label, score, place));
}

void Search::move(Group& group, int label) {
    Prefix* target = nullptr;
    for (int rank : group.beams) {
        if (beams_[rank].label == label) continue;
        if (!target) target = extend(group.prefix, label);
        source(target).beams.push_back(rank);
    }
}

Search::Source& Search::source(Prefix* prefix) {
    if (prefix->source_epoch != label_epoch_) {
        prefix->source_epoch = label_epoch_;
        prefix->source = static_cast<int>(source_count_++);
        if (sources_.size() < source_count_) sources_.emplace_back();
        sources_[prefix->source].prefix = prefix;
        sources_[prefix->source].beams.clear();
    }
    return sources_[prefix->source];
}

Beam Search::emitted(Source& source, int label, double score, int64_t place) {
    std::sort(source.beams.begin(), source.beams.end());
    const Beam& last = beams_[source.beams.back()];
    Beam beam;
    beam.prefix = source.prefix;
    beam.label = label;
    beam.logit_score = added(source.beams, score);
    beam.total = beam.logit_score + source.prefix->bonus;
    beam.place = place + beams_[source.beams[0]].place;
    beam.ended = last.ended;
    beam.start = last.start;
    beam.end = frames + 1;
    if (last.label != label && label == alphabet_.delimiter) {
        if (!last.prefix->word.empty())
            beam.ended = std::make_shared<EndedWord>(EndedWord{last.ended, {last.prefix->word, last.start, last.end}});
        beam.start = -1;
    }
    if (beam.start < 0 && label != alphabet_.delimiter) beam.start = frames;
    return beam;
}

double Search::added(const std::vector<int>& beams, double score) const {
    double logit_score = beams_[beams[0]].logit_score + score;
    for (size_t place = 1; place < beams.size(); ++place)
        logit_score = sum(logit_score, beams_[beams[place]].logit_score + score);
    return logit_score;
}

double Search::limit() const {
    totals_.clear();
    for (const Beam& beam : grown_) totals_.push_back(beam.total);
    double lowest = *std::max_element(totals_.begin(), totals_.end()) + options_.beam_prune_logp;
    if (totals_.size() >= static_cast<size_t>(options_.beam_width)) {
        const auto last = totals_.begin() + options_.beam_width - 1;
        std::nth_element(totals_.begin(), last, totals_.end(), std::greater<>());
        lowest = std::max(lowest, *last);
    }
    return lowest - kSlack;
}

std::vector<Beam> Search::prune(std::vector<Beam> beams, double limit) const {
    beams.erase(std::remove_if(beams.begin(), beams.end(), [&](const Beam& beam) { return !(beam.total >= limit); }),
                beams.end());
    std::sort(beams.begin(), beams.end(), [](const Beam& one, const Beam& other) {
        return one.total != other.total ? one.total > other.total : one.place < other.place;
    });
    if (beams.size() > static_cast<size_t>(options_.beam_width)) beams.resize(options_.beam_width);
    const double lowest = beams[0].total + options_.beam_prune_logp;
    while (beams.back().total < lowest) beams.pop_back();
    if (options_.prune_history) drop_equal_histories(beams);
    return beams;
}

void Search::drop_equal_histories(std::vector<Beam>& beams) const {
    std::unordered_map<std::string, bool> seen;
    const auto repeated = [&](const Beam& beam) {
        std::string key = std::to_string(beam.label) + '\n' + beam.prefix->word;
        for (const std::string& word : beam.prefix->history->recent) key += '\n' + word;
        return !seen.emplace(std::move(key), true).second;
    };
    beams.erase(std::remove_if(beams.begin(), beams.end(), repeated), beams.end());
}

Prefix* Search::extend(Prefix* prefix, int label) {
    for (const auto& [known, following] : prefix->next)
        if (known == label) return following;
    Prefix* following = new_prefix();
    following->parent = prefix;
    following->label = label;
    std::pair<int, double> stepped{prefix->trie_state, 0.0};
    if (label == alphabet_.delimiter) {
        following->history = with_word(prefix->history, prefix->word);
        following->known = known_->all();
        following->vouched = vouched_->all();
        if (!prefix->word.empty()) stepped = hotwords_->step(prefix->trie_state, label);
    } else {
        const std::string& letters = alphabet_.labels[label];
        following->history = prefix->history;
        following->word = prefix->word + letters;
        following->length = prefix->length + 1;
        following->known = known_->narrow(prefix->known, prefix->word.size(), letters);
        following->vouched = vouched_->narrow(prefix->vouched, prefix->word.size(), letters);
        stepped = hotwords_->step(prefix->trie_state, label);
    }
    following->trie_state = stepped.first;
    following->gained = prefix->gained + stepped.second;
    value(following);
    prefix->next.emplace_back(label, following);
    return following;
}

double Search::excess(const Prefix* prefix, int label) const {
    if (!hotwords_->any()) return 0.0;
    const auto [state, gained] = hotwords_->step(prefix->trie_state, label);
    return hotwords_->reach(prefix->trie_state) - gained - hotwords_->begun(state);
}

void Search::value(Prefix* prefix) {
    // A second delimiter changes nothing.
    if (prefix->word.empty()) prefix->next.emplace_back(alphabet_.delimiter, prefix);
    const double whole = prefix->history->score + prefix->gained;
    double reach = hotwords_->reach(prefix->trie_state);
    if (model_.present && !model_.sensible) reach = std::numeric_limits<double>::infinity();
    double penalty = 0.0, word_score = 0.0;
    if (!prefix->word.empty() && model_.present) {
        const size_t bytes = prefix->word.size();
        if (prefix->vouched.empty()) {
            penalty = model_.unknown_offset * (prefix->known.empty() ? 1.0 : 0.0);
            if (prefix->length > kUsualWordLength) penalty = penalty * prefix->length / kUsualWordLength;
        }
        word_score = model_.beta;
        if (model_.has_words && !known_->holds(prefix->known, bytes) && !vouched_->holds(prefix->vouched, bytes))
            word_score = model_.alpha * model_.unknown_offset * model_.natural + model_.beta;
    }
    prefix->bonus = whole + penalty + hotwords_->begun(prefix->trie_state);
    prefix->spelled_bonus = whole + penalty + reach;
    prefix->ended_bonus = whole + word_score + reach;
}

History* Search::with_word(History* history, const std::string& word) {
    if (word.empty()) return history;
    const auto found = history->following.find(word);
    if (found != history->following.end()) return found->second;
    History* following = new_history();
    if (model_.present) {
        const auto [gain, state] = model_.score(history->model_state, word, false);
        following->score = history->score + gain;
        following->model_state = state;
    }
    following->recent = history->recent;
    following->recent.push_back(word);
    if (following->recent.size() > static_cast<size_t>(model_.recent))
        following->recent.erase(following->recent.begin());
    history->following.emplace(word, following);
    return following;
}

History* Search::new_history() {
    histories_.push_back(std::make_unique<History>());
    return histories_.back().get();
}

Prefix* Search::new_prefix() {
    prefixes_.push_back(std::make_unique<Prefix>());
    return prefixes_.back().get();
}

std::vector<Reading> Search::peek(int count) {
    struct Finished {
        Ended ended;
        double logit_score, bonus;
    };
    std::vector<Finished> merged;
    std::unordered_map<const History*, size_t> places;
    for (const Beam& beam : beams_) {
        const Prefix* prefix = beam.prefix;
        double gained = prefix->gained, score = 0.0;
        if (!prefix->word.empty()) gained += hotwords_->step(prefix->trie_state, alphabet_.delimiter).second;
        if (model_.present)
            score = prefix->history->score + model_.score(prefix->history->model_state, prefix->word, true).first;
        const History* history = with_word(prefix->history, prefix->word);
        const auto [place, fresh] = places.emplace(history, merged.size());
        if (fresh)
            merged.push_back({with_last(beam), beam.logit_score, score + gained});
        else {
            Finished& before = merged[place->second];
            before = {with_last(beam), sum(before.logit_score, beam.logit_score), score + gained};
        }
    }
    std::stable_sort(merged.begin(), merged.end(), [](const Finished& one, const Finished& other) {
        return one.logit_score + one.bonus > other.logit_score + other.bonus;
    });
    const double lowest = merged[0].logit_score + merged[0].bonus + options_.beam_prune_logp;
    std::vector<Reading> readings;
    const size_t most = std::min<size_t>(std::min(count, options_.beam_width), merged.size());
    for (size_t place = 0; place < most; ++place) {
        const Finished& found = merged[place];
        const double score = found.logit_score + found.bonus;
        if (score >= lowest) readings.push_back({words_of(found.ended), found.logit_score, score});
    }
    return readings;
}

void Search::settle(std::vector<SpelledWord>& settled) {
    drop_late_dissent();
    std::vector<EndedWord*> shared = chain(beams_[0].ended);
    for (const Beam& beam : beams_) {
        const std::vector<EndedWord*> cells = chain(beam.ended);
        size_t length = 0;
        while (length < shared.size() && length < cells.size() && shared[length] == cells[length]) ++length;
        shared.resize(length);
    }
    if (!shared.empty()) {
        for (const EndedWord* cell : shared) settled.push_back(cell->word);
        const EndedWord* last = shared.back();
        std::vector<EndedWord*> following;
        for (const Beam& beam : beams_)
            if (EndedWord* cell = after(beam.ended, last)) following.push_back(cell);
        // Held until all is cut, so that no cell is freed while it is looked at.
        std::vector<Ended> cut;
        for (EndedWord* cell : following) cut.push_back(std::move(cell->before));
        for (Beam& beam : beams_)
            if (beam.ended.get() == last) {
                cut.push_back(std::move(beam.ended));
                beam.ended = nullptr;
            }
    }
    forget();
}

void Search::drop_late_dissent() {
    const int oldest = frames - options_.open_frames;
    const EndedWord* last = nullptr;
    for (const EndedWord* cell : chain(beams_[0].ended))
        if (cell->word.end <= oldest) last = cell;
    if (!last) return;
    beams_.erase(std::remove_if(beams_.begin(), beams_.end(),
                                [&](const Beam& beam) { return beam.ended.get() != last && !after(beam.ended, last); }),
                 beams_.end());
}

void Search::forget() {
    std::vector<Prefix*> tips;
    for (const Beam& beam : beams_) tips.push_back(beam.prefix);
    std::sort(tips.begin(), tips.end());
    tips.erase(std::unique(tips.begin(), tips.end()), tips.end());
    for (const auto& prefix : prefixes_) prefix->uses = 0;
    for (const auto& history : histories_) history->marked = false;
    for (Prefix* tip : tips)
        for (Prefix* prefix = tip; prefix; prefix = prefix->parent) ++prefix->uses;
    Prefix* common = tips[0];
    while (common->uses < static_cast<int>(tips.size()) && common->parent) common = common->parent;
    for (Prefix* prefix = common->parent; prefix; prefix = prefix->parent) prefix->uses = 0;
    common->parent = nullptr;
    for (const auto& prefix : prefixes_)
        if (prefix->uses) prefix->history->marked = true;
    for (const auto& prefix : prefixes_) {
        if (!prefix->uses) continue;
        auto& next = prefix->next;
        next.erase(std::remove_if(next.begin(), next.end(), [](const auto& edge) { return !edge.second->uses; }),
                   next.end());
    }
    for (const auto& history : histories_) {
        if (!history->marked) {
            if (history->model_state >= 0) model_.release(history->model_state);
            continue;
        }
        for (auto edge = history->following.begin(); edge != history->following.end();)
            edge = edge->second->marked ? std::next(edge) : history->following.erase(edge);
    }
    prefixes_.erase(std::remove_if(prefixes_.begin(), prefixes_.end(), [](const auto& prefix) { return !prefix->uses; }),
                    prefixes_.end());
    histories_.erase(
        std::remove_if(histories_.begin(), histories_.end(), [](const auto& history) { return !history->marked; }),
        histories_.end());
}

}  // namespace wavescribe
