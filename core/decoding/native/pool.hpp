// Objects of one kind in large pieces of memory, used again once a clean-up has found that nothing needs them.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

namespace wavescribe {

// `T` has the members `live`, which is the pool's, and `needed`. Objects stay where they are.
template <typename T>
class Pool {
   public:
    T* make() {
        if (free_.empty()) grow();
        T* object = free_.back();
        free_.pop_back();
        *object = T();
        object->live = true;
        return object;
    }

    template <typename Visit>
    void each(Visit visit) {
        for (const auto& piece : pieces_)
            for (size_t place = 0; place < kPiece; ++place)
                if (piece[place].live) visit(piece[place]);
    }

    // Frees those that are not `needed`.
    void sweep() {
        sweep([](const T&) {});
    }

    // The same; `leave` sees each of them before.
    template <typename Leave>
    void sweep(Leave leave) {
        each([&](T& object) {
            if (object.needed) return;
            leave(object);
            object.live = false;
            free_.push_back(&object);
        });
    }

   private:
    static constexpr size_t kPiece = 512;

    void grow() {
        pieces_.push_back(std::make_unique<T[]>(kPiece));
        for (size_t place = kPiece; place-- > 0;) free_.push_back(&pieces_.back()[place]);
    }

    std::vector<std::unique_ptr<T[]>> pieces_;
    std::vector<T*> free_;
};

}  // namespace wavescribe
