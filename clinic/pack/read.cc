// Bytes → Pack. Every size is checked against the bytes that are left, so a damaged file costs no more than its length.
#include <algorithm>
#include <cstring>
#include <type_traits>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "clinic/pack/fields.h"

namespace sura::clinic {
namespace {

/// Deepest nesting of an expression; authors need three or four.
constexpr int max_depth = 32;

/// Takes values off a string of bytes; after the first failure every further read does nothing.
class ByteReader {
public:
  explicit ByteReader(std::string_view from) : bytes_(from) {}

  template <class... Values> void operator()(Values&... values) { (take(values), ...); }

  bool failed() const { return failed_; }
  bool finished() const { return place_ == bytes_.size(); }
  std::size_t place() const { return place_; }

private:
  template <class T> void take(T& value) {
    if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>) {
      raw(&value, sizeof value);
    } else {
      if (++depth_ > max_depth) {
        failed_ = true;
      }
      if (!failed_) {
        format::fields(*this, value);
      }
      --depth_;
    }
  }
  void take(bool& value) {
    std::uint8_t byte = 0;
    take(byte);
    value = byte == 1;
    failed_ = failed_ || byte > 1;
  }
  void take(std::string& value) {
    const std::size_t count = size();
    if (!failed_) {
      value.assign(bytes_.substr(place_, count));
      place_ += count;
    }
  }
  template <class T> void take(std::vector<T>& values) {
    const std::size_t count = size();
    values.clear();
    for (std::size_t i = 0; i < count && !failed_; ++i) {
      take(values.emplace_back());
    }
  }
  template <class T> void take(std::optional<T>& value) {
    bool has = false;
    take(has);
    if (has && !failed_) {
      take(value.emplace());
    }
  }
  template <class V> void take(std::map<std::string, V, std::less<>>& values) {
    const std::size_t count = size();
    for (std::size_t i = 0; i < count && !failed_; ++i) {
      std::string key;
      take(key);
      take(values[key]);
    }
  }

  /// A count of things that take at least one byte each.
  std::size_t size() {
    std::uint32_t count = 0;
    raw(&count, sizeof count);
    if (count > bytes_.size() - place_) {
      failed_ = true;
    }
    return failed_ ? 0 : count;
  }
  void raw(void* into, std::size_t count) {
    if (failed_ || count > bytes_.size() - place_) {
      failed_ = true;
      return;
    }
    std::memcpy(into, bytes_.data() + place_, count);
    place_ += count;
  }

  std::string_view bytes_;
  std::size_t place_ = 0;
  int depth_ = 0;
  bool failed_ = false;
};

template <class T> T number_at(std::string_view bytes, std::size_t place) {
  T value;
  std::memcpy(&value, bytes.data() + place, sizeof value);
  return value;
}

tl::unexpected<Error> damaged(std::size_t place) {
  return fail(
      {ErrorCode::syntax, "compiled pack, byte " + std::to_string(place), "damaged data", "a whole compiled pack", ""});
}

} // namespace

Result<Pack> read_pack(std::string_view bytes) {
  if (bytes.size() < format::header_bytes || bytes.substr(0, format::magic.size()) != format::magic) {
    return fail({ErrorCode::syntax, "compiled pack", bytes.empty() ? "an empty file" : "another kind of file",
                 "a file made by `sura compile`", ""});
  }
  const auto version = number_at<std::uint32_t>(bytes, 8);
  if (version != format::version) {
    return fail({ErrorCode::unsupported, "compiled pack", "format version " + std::to_string(version),
                 "format version " + std::to_string(format::version) + "; compile the pack again", ""});
  }
  const std::string_view payload = bytes.substr(format::header_bytes);
  if (number_at<std::uint64_t>(bytes, 12) != payload.size() ||
      number_at<std::uint64_t>(bytes, 20) != XXH3_64bits(payload.data(), payload.size())) {
    return fail(
        {ErrorCode::syntax, "compiled pack", "size or checksum that does not fit", "a whole compiled pack", ""});
  }

  ByteReader reader(payload);
  Pack pack;
  format::fields(reader, pack);
  if (reader.failed() || !reader.finished()) {
    return damaged(format::header_bytes + reader.place());
  }
  if (auto valid = validate(pack); !valid) {
    return tl::unexpected(valid.error());
  }
  return pack;
}

} // namespace sura::clinic
