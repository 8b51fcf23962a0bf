#include "hotwords.hpp"

#include <algorithm>

namespace wavescribe {

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

}  // namespace wavescribe
