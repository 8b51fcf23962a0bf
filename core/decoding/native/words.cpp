#include "words.hpp"

#include <algorithm>

namespace wavescribe {

namespace {

// Longer beginnings of unknown words cost more than the offset, in proportion.
constexpr uint32_t kUsualWordLength = 6;

}  // namespace

Range WordList::narrow(Range range, size_t length, const std::string& letters) const {
    if (range.empty()) return range;
    const auto compare = [&](const std::string& word) {
        return word.size() <= length ? -1 : word.compare(length, letters.size(), letters);
    };
    const auto begin = words_.begin() + range.low, end = words_.begin() + range.high;
    const auto low = std::partition_point(begin, end, [&](const auto& word) { return compare(word) < 0; });
    const auto high = std::partition_point(low, end, [&](const auto& word) { return compare(word) == 0; });
    return {static_cast<uint32_t>(low - words_.begin()), static_cast<uint32_t>(high - words_.begin())};
}

Spellings::Spellings(const Alphabet& alphabet, const Weights& weights, std::shared_ptr<const WordList> known,
                     std::shared_ptr<const WordList> vouched)
    : alphabet_(alphabet), weights_(weights), known_(std::move(known)), vouched_(std::move(vouched)) {
    empty_ = pool_.make();
    empty_->known = known_->all();
    empty_->vouched = vouched_->all();
}

Spelling* Spellings::with(Spelling* beginning, int label) {
    for (Spelling* child = beginning->child; child; child = child->sibling)
        if (child->label == label) return child;
    const std::string& letters = alphabet_.labels[label];
    Spelling* spelling = pool_.make();
    spelling->parent = beginning;
    spelling->sibling = beginning->child;
    beginning->child = spelling;
    spelling->label = label;
    spelling->bytes = beginning->bytes + static_cast<uint32_t>(letters.size());
    spelling->letters = beginning->letters + 1;
    spelling->known = known_->narrow(beginning->known, beginning->bytes, letters);
    spelling->vouched = vouched_->narrow(beginning->vouched, beginning->bytes, letters);
    spelling->is_listed = known_->holds(spelling->known, spelling->bytes);
    spelling->is_vouched = vouched_->holds(spelling->vouched, spelling->bytes);
    if (weights_.present) value(spelling);
    return spelling;
}

void Spellings::value(Spelling* spelling) const {
    if (spelling->vouched.empty()) {
        spelling->penalty = weights_.unknown_offset * (spelling->known.empty() ? 1.0 : 0.0);
        if (spelling->letters > kUsualWordLength)
            spelling->penalty = spelling->penalty * spelling->letters / kUsualWordLength;
    }
    spelling->whole = weights_.beta;
    if (weights_.has_words && !spelling->is_listed && !spelling->is_vouched)
        spelling->whole = weights_.alpha * weights_.unknown_offset * weights_.natural + weights_.beta;
}

std::string Spellings::text(const Spelling* spelling) const {
    std::vector<const std::string*> letters;
    for (; spelling->parent; spelling = spelling->parent) letters.push_back(&alphabet_.labels[spelling->label]);
    std::string text;
    for (auto letter = letters.rbegin(); letter != letters.rend(); ++letter) text += **letter;
    return text;
}

void Spellings::begin_forgetting() {
    pool_.each([](Spelling& spelling) { spelling.needed = false; });
    empty_->needed = true;
}

void Spellings::keep(Spelling* spelling) {
    for (; !spelling->needed; spelling = spelling->parent) spelling->needed = true;
}

void Spellings::end_forgetting() {
    pool_.sweep();
    pool_.each([](Spelling& spelling) { spelling.child = nullptr; });
    pool_.each([](Spelling& spelling) {
        if (!spelling.parent) return;
        spelling.sibling = spelling.parent->child;
        spelling.parent->child = &spelling;
    });
}

}  // namespace wavescribe
