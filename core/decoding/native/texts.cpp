#include "texts.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace wavescribe {

namespace {

struct Held {
    Scores& scores;
    int state;
    ~Held() { scores.release(state); }
};

}  // namespace

Texts::Texts(Alphabet alphabet, std::shared_ptr<const Hotwords> hotwords, Model model, bool keep_recent)
    : alphabet_(std::move(alphabet)),
      hotwords_(std::move(hotwords)),
      model_(std::move(model)),
      keep_recent_(keep_recent),
      spellings_(alphabet_, model_.weights, model_.known, model_.vouched) {}

Texts::~Texts() {
    if (!model_.scores) return;
    histories_.each([&](const History& history) {
        if (history.state != kNoState) model_.scores->release(history.state);
    });
}

Prefix* Texts::plant() {
    Prefix* empty = prefixes_.make();
    empty->history = histories_.make();
    if (model_.scores) empty->history->state = model_.scores->beginning();
    empty->spelling = spellings_.empty();
    empty->trie_state = hotwords_->step(0, alphabet_.delimiter).first;
    value(empty);
    return empty;
}

Prefix* Texts::extend(Prefix* prefix, int label) {
    const bool ends = label == alphabet_.delimiter;
    // A second delimiter changes nothing.
    if (ends && !prefix->has_word()) return prefix;
    for (Prefix* child = prefix->child; child; child = child->sibling)
        if (child->label == label) return child;
    History* history = ends ? with_word(prefix) : prefix->history;
    Prefix* following = prefixes_.make();
    following->parent = prefix;
    following->sibling = prefix->child;
    prefix->child = following;
    following->label = label;
    following->history = history;
    following->spelling = ends ? spellings_.empty() : spellings_.with(prefix->spelling, label);
    const auto [state, gained] = hotwords_->step(prefix->trie_state, label);
    following->trie_state = state;
    following->gained = prefix->gained + gained;
    value(following);
    return following;
}

double Texts::excess(const Prefix* prefix, int label) const {
    if (!hotwords_->any()) return 0.0;
    const auto [state, gained] = hotwords_->step(prefix->trie_state, label);
    return hotwords_->reach(prefix->trie_state) - gained - hotwords_->begun(state);
}

void Texts::value(Prefix* prefix) {
    const double whole = prefix->history->score + prefix->gained;
    double reach = hotwords_->reach(prefix->trie_state);
    if (model_.scores && !model_.weights.sensible) reach = std::numeric_limits<double>::infinity();
    prefix->bonus = whole + prefix->spelling->penalty + hotwords_->begun(prefix->trie_state);
    prefix->spelled_bonus = whole + prefix->spelling->penalty + reach;
    prefix->ended_bonus = whole + prefix->spelling->whole + reach;
}

double Texts::gain(const Scores::Answer& answer, const Spelling* word, double end_score) const {
    const Weights& weights = model_.weights;
    double score = answer.score;
    if (!word->is_vouched && !(weights.has_words ? word->is_listed : answer.known)) score += weights.unknown_offset;
    return weights.alpha * (score + end_score) * weights.natural + weights.beta;
}

History* Texts::with_word(Prefix* prefix) {
    if (!prefix->has_word()) return prefix->history;
    if (prefix->ended) return prefix->ended;
    double score = 0.0;
    int state = kNoState;
    if (model_.scores) {
        const Scores::Answer answer = model_.scores->after(prefix->history->state, text(prefix->spelling));
        score = prefix->history->score + gain(answer, prefix->spelling, 0.0);
        state = answer.state;
    }
    History* following = histories_.make();
    following->score = score;
    following->state = state;
    if (keep_recent_) {
        following->recent = prefix->history->recent;
        following->recent.push_back(prefix->spelling);
        if (following->recent.size() > static_cast<size_t>(model_.weights.recent))
            following->recent.erase(following->recent.begin());
    }
    return prefix->ended = following;
}

double Texts::finish(Prefix* prefix) {
    double gained = prefix->gained, score = 0.0;
    if (prefix->has_word()) gained += hotwords_->step(prefix->trie_state, alphabet_.delimiter).second;
    if (model_.scores) {
        // pyctcdecode scores an empty last word where the stream ends between words; so does this.
        const Scores::Answer answer = model_.scores->after(prefix->history->state, text(prefix->spelling));
        const Held held{*model_.scores, answer.state};
        const double end_score = model_.weights.boundary ? model_.scores->end_score(answer.state) : 0.0;
        score = prefix->history->score + gain(answer, prefix->spelling, end_score);
    }
    return score + gained;
}

void Texts::forget(const std::vector<Prefix*>& tips, const std::vector<Spelling*>& words) {
    mark(tips);
    Prefix* common = tips[0];
    while (common->parent) common = common->parent;
    while (!common->is_tip && common->branches == 1) {
        common->needed = false;
        Prefix* child = common->child;
        while (!child->needed) child = child->sibling;
        common = child;
    }
    common->parent = nullptr;
    histories_.each([](History& history) { history.needed = false; });
    spellings_.begin_forgetting();
    prefixes_.sweep();
    prefixes_.each([](Prefix& prefix) {
        prefix.child = nullptr;
        prefix.history->needed = true;
        Spellings::keep(prefix.spelling);
    });
    prefixes_.each([](Prefix& prefix) {
        // The history with the word goes where nothing grew from it.
        if (prefix.ended && !prefix.ended->needed) prefix.ended = nullptr;
        if (!prefix.parent) return;
        prefix.sibling = prefix.parent->child;
        prefix.parent->child = &prefix;
    });
    histories_.sweep([&](const History& history) {
        if (history.state != kNoState) model_.scores->release(history.state);
    });
    histories_.each([](const History& history) {
        for (Spelling* word : history.recent) Spellings::keep(word);
    });
    for (Spelling* word : words) Spellings::keep(word);
    spellings_.end_forgetting();
}

void Texts::mark(const std::vector<Prefix*>& tips) {
    prefixes_.each([](Prefix& prefix) {
        prefix.needed = prefix.is_tip = false;
        prefix.branches = 0;
    });
    for (Prefix* tip : tips) {
        tip->is_tip = true;
        for (Prefix* prefix = tip; !prefix->needed; prefix = prefix->parent) {
            prefix->needed = true;
            if (!prefix->parent) break;
            ++prefix->parent->branches;
        }
    }
}

}  // namespace wavescribe
