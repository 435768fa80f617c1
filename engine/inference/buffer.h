// Memory for vectors of weights: aligned for any vector register, grows only, and is never cleared.
#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <type_traits>

namespace sura::engine {

/// Owns its memory. Thread-safety: one per thread. What it holds after `need` is undefined.
template <class Weight> class Buffer {
  static_assert(std::is_trivially_copyable_v<Weight> && std::is_trivially_destructible_v<Weight>);

public:
  Weight* get() const { return data_.get(); }

  /// At least `size` weights.
  Weight* need(std::size_t size) {
    if (size > size_) {
      data_.reset(static_cast<Weight*>(::operator new(size * sizeof(Weight), alignment)));
      size_ = size;
    }
    return data_.get();
  }

private:
  static constexpr std::align_val_t alignment{64};
  struct Free {
    void operator()(Weight* data) const { ::operator delete(data, alignment); }
  };

  std::unique_ptr<Weight[], Free> data_;
  std::size_t size_ = 0;
};

/// Two buffers by turns: one is written from the other. Thread-safety: as Buffer.
template <class Weight> class BufferPair {
public:
  void need(std::size_t size) {
    for (Buffer<Weight>& buffer : buffers_) {
      buffer.need(size);
    }
  }

  /// The one that was not given last.
  Weight* next() {
    last_ = 1 - last_;
    return buffers_[last_].get();
  }

private:
  Buffer<Weight> buffers_[2];
  std::size_t last_ = 1;
};

} // namespace sura::engine
