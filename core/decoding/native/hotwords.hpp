// The automaton of core/decoding/hotword_trie.py; characters are labels, the boundary is the delimiter.
#pragma once

#include <utility>
#include <vector>

namespace wavescribe {

class Hotwords {
   public:
    struct Tables {
        std::vector<std::vector<std::pair<int, int>>> next;
        std::vector<int> fail;
        std::vector<double> complete, begun;
    };
    explicit Hotwords(Tables tables);
    bool any() const { return tables_.next.size() > 1; }
    // The state after `label`, and the weights of the phrases that it completed.
    std::pair<int, double> step(int state, int label) const;
    double begun(int state) const { return tables_.begun[state]; }
    double reach(int state) const { return reach_[state]; }

   private:
    int go(int state, int label) const;
    Tables tables_;
    std::vector<double> reach_;
};

}  // namespace wavescribe
