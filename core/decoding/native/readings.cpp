// What a search hands out: readings of the stream so far, and the words that no later frame can change.
#include <algorithm>
#include <unordered_map>
#include <utility>

#include "search.hpp"

namespace wavescribe {

namespace {

std::vector<EndedWord*> chain(EndedWord* ended) {
    std::vector<EndedWord*> words;
    for (; ended; ended = ended->before) words.push_back(ended);
    std::reverse(words.begin(), words.end());
    return words;
}

// The word that follows `word` in a chain; null where the chain ends with it or does not hold it.
EndedWord* after(EndedWord* ended, const EndedWord* word) {
    while (ended && ended->before != word) ended = ended->before;
    return ended;
}

}  // namespace

std::vector<Reading> Search::peek(int count) {
    Attempt attempt(broken_);
    std::vector<Reading> found = readings(count);
    attempt.succeed();
    return found;
}

std::vector<Reading> Search::look_ahead(const std::vector<Candidates>& ahead, int count) {
    Attempt attempt(broken_);
    const std::vector<Beam> beams = beams_;
    const int before = frames;
    for (const Candidates& frame : ahead) {
        step(frame);
        ++frames;
    }
    std::vector<Reading> found = readings(count);
    beams_ = beams;
    frames = before;
    attempt.succeed();
    return found;
}

std::vector<Reading> Search::readings(int count) {
    struct Finished {
        const Beam* beam;
        double logit_score, bonus;
    };
    std::vector<Finished> merged;
    std::unordered_map<const History*, size_t> places;
    for (const Beam& beam : beams_) {
        const double bonus = texts_.finish(beam.prefix);
        const auto [place, fresh] = places.emplace(texts_.with_word(beam.prefix), merged.size());
        if (fresh)
            merged.push_back({&beam, beam.logit_score, bonus});
        else
            merged[place->second] = {&beam, sum(merged[place->second].logit_score, beam.logit_score), bonus};
    }
    std::stable_sort(merged.begin(), merged.end(), [](const Finished& one, const Finished& other) {
        return one.logit_score + one.bonus > other.logit_score + other.bonus;
    });
    const double lowest = merged[0].logit_score + merged[0].bonus + options_.beam_prune_logp;
    std::vector<Reading> found;
    const size_t most = std::min<size_t>(std::min(count, options_.beam_width), merged.size());
    for (size_t place = 0; place < most; ++place) {
        const Finished& finished = merged[place];
        const double score = finished.logit_score + finished.bonus;
        if (score >= lowest) found.push_back({words_of(*finished.beam), finished.logit_score, score});
    }
    return found;
}

std::vector<SpelledWord> Search::words_of(const Beam& beam) const {
    std::vector<SpelledWord> words;
    for (const EndedWord* ended : chain(beam.ended)) words.push_back(spelled(*ended));
    if (beam.prefix->has_word()) words.push_back({texts_.text(beam.prefix->spelling), beam.start, beam.end});
    return words;
}

SpelledWord Search::spelled(const EndedWord& ended) const {
    return {texts_.text(ended.word), ended.start, ended.end};
}

void Search::settle(std::vector<SpelledWord>& settled) {
    drop_late_dissent();
    std::vector<EndedWord*> last_words;
    for (const Beam& beam : beams_) last_words.push_back(beam.ended);
    std::sort(last_words.begin(), last_words.end());
    last_words.erase(std::unique(last_words.begin(), last_words.end()), last_words.end());
    std::vector<EndedWord*> shared = chain(beams_[0].ended);
    for (EndedWord* last : last_words) {
        const std::vector<EndedWord*> words = chain(last);
        size_t length = 0;
        while (length < shared.size() && length < words.size() && shared[length] == words[length]) ++length;
        shared.resize(length);
    }
    if (!shared.empty()) {
        for (const EndedWord* word : shared) settled.push_back(spelled(*word));
        std::vector<EndedWord*> following;
        for (EndedWord* last : last_words)
            if (EndedWord* word = after(last, shared.back())) following.push_back(word);
        for (EndedWord* word : following) word->before = nullptr;
        for (Beam& beam : beams_)
            if (beam.ended == shared.back()) beam.ended = nullptr;
    }
    forget();
}

void Search::drop_late_dissent() {
    const int oldest = frames - options_.open_frames;
    const EndedWord* last = nullptr;
    for (const EndedWord* word : chain(beams_[0].ended))
        if (word->end <= oldest) last = word;
    if (!last) return;
    const auto dissents = [&](const Beam& beam) { return beam.ended != last && !after(beam.ended, last); };
    beams_.erase(std::remove_if(beams_.begin(), beams_.end(), dissents), beams_.end());
}

void Search::forget() {
    ended_words_.each([](EndedWord& word) { word.needed = false; });
    std::vector<Prefix*> tips;
    std::vector<Spelling*> words;
    for (const Beam& beam : beams_) {
        tips.push_back(beam.prefix);
        for (EndedWord* ended = beam.ended; ended && !ended->needed; ended = ended->before) {
            ended->needed = true;
            words.push_back(ended->word);
        }
    }
    ended_words_.sweep();
    texts_.forget(tips, words);
}

}  // namespace wavescribe
