// Result<T>: a value, or one clear error. No exception crosses a library's border.
// Thread-safety: values, no shared state. Ownership: everything is owned by the value.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

namespace sura {

/// What kind of mistake it was; stable, machine-readable.
enum class ErrorCode {
  unreadable,   // a file or stream could not be read or written
  syntax,       // not well-formed (JSON, YAML, compiled pack)
  too_large,    // over a stated size, depth or cost limit
  duplicate,    // the same key or id twice
  unknown_id,   // a name that nothing has
  wrong_type,   // a text where a number was expected, …
  out_of_range, // a number outside its limits
  missing,      // something required is not there
  inconsistent, // two statements that cannot both hold
  unsupported,  // a format version or feature this program does not know
};

/// The stable name used in JSON ("unknown-id").
std::string_view name(ErrorCode code);

/// One mistake: where it is, what was found there, what was expected, the nearest valid name.
struct Error {
  ErrorCode code = ErrorCode::syntax;
  std::string where;    // "case.json:3", "answers.calf-swellin", "conditions/cellulitis.yaml:12"
  std::string found;    // what stands there, shortened to a line; may be empty
  std::string expected; // what should stand there
  std::string nearest;  // the closest valid name, or empty

  /// One line for people: "WHERE: found X; expected Y (did you mean Z?)".
  std::string message() const;
};

template <class T> using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(Error error) {
  return tl::unexpected<Error>(std::move(error));
}

/// The candidate closest to `name` by edit distance (insert, delete, replace, swap neighbours), or "" when none is
/// within a third of its length. O(candidates × length²).
std::string nearest_name(std::string_view name, const std::vector<std::string>& candidates);

} // namespace sura
