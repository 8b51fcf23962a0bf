#include "lexicon_tree.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace wavescribe {

uint32_t next_code_point(const std::string& text, size_t& place) {
    const auto byte = [&] { return static_cast<unsigned char>(text[place++]); };
    const uint32_t first = byte();
    if (first < 0x80) return first;
    int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
    uint32_t point = first & (0x3f >> more);
    while (more-- > 0 && place < text.size()) point = point << 6 | (byte() & 0x3f);
    return point;
}

std::shared_ptr<LexiconTree> LexiconTree::with_words(const std::vector<std::string>& more, const Ways& ways) const {
    auto tree = std::make_shared<LexiconTree>(sounds_);
    tree->words = words;
    tree->labels_ = labels_;
    tree->ways_ = ways_;
    for (size_t word = 0; word < more.size(); ++word) {
        for (const std::string& said : ways.at(word)) {
            const auto begin = static_cast<uint32_t>(tree->labels_.size());
            for (size_t place = 0; place < said.size();) {
                const auto sound = sounds_.find(next_code_point(said, place));
                if (sound == sounds_.end()) throw std::invalid_argument(more[word] + " has a sound without a label");
                tree->labels_.push_back(sound->second);
            }
            const auto length = static_cast<uint32_t>(tree->labels_.size()) - begin;
            tree->ways_.push_back({begin, length, static_cast<int>(words.size() + word)});
        }
    }
    tree->words.insert(tree->words.end(), more.begin(), more.end());
    const auto before = [&](const Way& first, const Way& second) { return tree->before(first, second); };
    const auto fresh = tree->ways_.begin() + ways_.size();
    std::sort(fresh, tree->ways_.end(), before);
    std::inplace_merge(tree->ways_.begin(), fresh, tree->ways_.end(), before);
    const auto same = [&](const Way& first, const Way& second) {
        return first.word == second.word && tree->alike(first, second);
    };
    tree->ways_.erase(std::unique(tree->ways_.begin(), tree->ways_.end(), same), tree->ways_.end());
    tree->grow();
    return tree;
}

bool LexiconTree::before(const Way& first, const Way& second) const {
    const auto one = labels_.begin() + first.begin, other = labels_.begin() + second.begin;
    const auto [left, right] = std::mismatch(one, one + first.length, other, other + second.length);
    if (left == one + first.length || right == other + second.length)
        return first.length != second.length ? first.length < second.length : first.word < second.word;
    return *left < *right;
}

bool LexiconTree::alike(const Way& first, const Way& second) const {
    const auto one = labels_.begin() + first.begin, other = labels_.begin() + second.begin;
    return std::equal(one, one + first.length, other, other + second.length);
}

void LexiconTree::grow() {
    std::vector<int> path{0}, labels{-1};
    parents_.assign(1, 0);
    first_word.assign(1, 0);
    ending_words.clear();
    const Way* last = nullptr;
    for (const Way& way : ways_) {
        uint32_t shared = 0;
        const uint32_t most = last ? std::min(last->length, way.length) : 0;
        while (shared < most && labels_[last->begin + shared] == labels_[way.begin + shared]) ++shared;
        path.resize(shared + 1);
        for (uint32_t place = shared; place < way.length; ++place) {
            const int node = static_cast<int>(parents_.size());
            parents_.push_back(path.back());
            labels.push_back(labels_[way.begin + place]);
            first_word.push_back(static_cast<int>(ending_words.size()));
            path.push_back(node);
        }
        // What ends at a node comes right after it was made, before any other node is.
        ending_words.push_back(way.word);
        last = &way;
    }
    first_word.push_back(static_cast<int>(ending_words.size()));
    const size_t nodes = parents_.size();
    first_child.assign(nodes + 1, 0);
    for (size_t node = 1; node < nodes; ++node) ++first_child[parents_[node] + 1];
    for (size_t node = 0; node < nodes; ++node) first_child[node + 1] += first_child[node];
    child_labels.resize(nodes - 1);
    child_nodes.resize(nodes - 1);
    std::vector<int> next(first_child.begin(), first_child.end() - 1);
    for (size_t node = 1; node < nodes; ++node) {
        const int place = next[parents_[node]]++;
        child_labels[place] = labels[node];
        child_nodes[place] = static_cast<int>(node);
    }
}

std::vector<double> LexiconTree::reach(const std::vector<double>& worth) const {
    if (worth.size() != words.size()) throw std::invalid_argument("not as many numbers as words");
    const size_t nodes = parents_.size();
    std::vector<double> reach(nodes, -std::numeric_limits<double>::infinity());
    for (size_t node = nodes; node-- > 0;) {
        for (int word = first_word[node]; word < first_word[node + 1]; ++word)
            reach[node] = std::max(reach[node], worth[ending_words[word]]);
        if (node) reach[parents_[node]] = std::max(reach[parents_[node]], reach[node]);
    }
    return reach;
}

}  // namespace wavescribe
