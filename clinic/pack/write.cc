// Pack → bytes.
#include <bit>
#include <cstring>
#include <type_traits>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "clinic/pack/fields.h"

namespace sura::clinic {
namespace {

static_assert(std::endian::native == std::endian::little, "the compiled pack is little-endian");

/// Appends values to a string of bytes.
class ByteWriter {
public:
  std::string bytes;

  template <class... Values> void operator()(Values&... values) { (put(values), ...); }

private:
  template <class T> void put(T& value) {
    if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>) {
      bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
    } else {
      format::fields(*this, value);
    }
  }
  void put(bool& value) {
    std::uint8_t byte = value ? 1 : 0;
    put(byte);
  }
  void put(std::string& value) {
    size(value.size());
    bytes.append(value);
  }
  template <class T> void put(std::vector<T>& values) {
    size(values.size());
    for (T& value : values) {
      put(value);
    }
  }
  template <class T> void put(std::optional<T>& value) {
    bool has = value.has_value();
    put(has);
    if (has) {
      put(*value);
    }
  }
  template <class V> void put(std::map<std::string, V, std::less<>>& values) {
    size(values.size());
    for (auto& [key, value] : values) {
      std::string copy = key;
      put(copy);
      put(value);
    }
  }
  void size(std::size_t count) {
    auto small = static_cast<std::uint32_t>(count);
    put(small);
  }
};

template <class T> void append(std::string& bytes, T value) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

} // namespace

std::string write_pack(const Pack& pack) {
  Pack copy = pack; // the shared field list is not const
  ByteWriter payload;
  format::fields(payload, copy);

  std::string file(format::magic);
  append(file, format::version);
  append(file, static_cast<std::uint64_t>(payload.bytes.size()));
  append(file, static_cast<std::uint64_t>(XXH3_64bits(payload.bytes.data(), payload.bytes.size())));
  return file + payload.bytes;
}

} // namespace sura::clinic
