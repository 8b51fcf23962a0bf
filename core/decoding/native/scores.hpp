// What a search asks of a language model.
#pragma once

#include <string>

namespace wavescribe {

// A state is the number of a history, as far as the model looks back. Whoever is given one holds it until `release`.
// All may be called from any thread, without the interpreter's lock; what the model throws comes through.
class Scores {
   public:
    struct Answer {
        double score;  // logarithm to base 10 of the word's probability
        int state;     // with the word; held
        bool known;
    };
    virtual ~Scores() = default;
    virtual int beginning() = 0;
    virtual Answer after(int state, const std::string& word) = 0;
    virtual double end_score(int state) = 0;
    virtual void release(int state) = 0;
};

}  // namespace wavescribe
