// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <new>
#include <utility>
#include <vector>

namespace gossip {

/// Allocator of 64-byte aligned memory: a cache line, and the widest vector register.
template <class T>
struct AlignedAllocator {
    using value_type = T;
    static constexpr std::align_val_t kAlignment{64};

    AlignedAllocator() = default;
    template <class U>
    explicit AlignedAllocator(const AlignedAllocator<U>&) {}
    T* allocate(std::size_t n) { return static_cast<T*>(::operator new(n * sizeof(T), kAlignment)); }
    void deallocate(T* p, std::size_t) { ::operator delete(p, kAlignment); }
    bool operator==(const AlignedAllocator&) const = default;
};

/// A flat parameter array: one worker's whole model.
using FlatArray = std::vector<float, AlignedAllocator<float>>;

/// Lends flat arrays of one size for messages, so that the steady state allocates nothing.
/// Threading: safe from every thread. Must outlive what it lends.
class ArrayPool {
public:
    explicit ArrayPool(std::size_t size) : m_size(size) {}

    struct Return {
        ArrayPool* pool = nullptr;
        void operator()(FlatArray* array) const { pool->giveBack(std::unique_ptr<FlatArray>(array)); }
    };
    using Loan = std::unique_ptr<FlatArray, Return>;

    [[nodiscard]] Loan take()
    {
        const std::lock_guard lock(m_mutex);
        if (m_free.empty()) {
            return Loan(new FlatArray(m_size), Return{this});
        }
        Loan loan(m_free.back().release(), Return{this});
        m_free.pop_back();
        return loan;
    }

private:
    void giveBack(std::unique_ptr<FlatArray> array)
    {
        const std::lock_guard lock(m_mutex);
        m_free.push_back(std::move(array));
    }

    std::size_t m_size;
    std::mutex m_mutex;
    std::vector<std::unique_ptr<FlatArray>> m_free;
};

}  // namespace gossip
