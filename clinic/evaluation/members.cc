#include "clinic/evaluation/members.h"

#include <algorithm>

namespace sura::clinic::evaluation {

const Value* member(const Value& object, std::string_view key) {
  const auto found = std::find_if(object.members.begin(), object.members.end(),
                                  [&](const intake::JsonMember& one) { return one.key == key; });
  return found == object.members.end() ? nullptr : &found->value;
}

Result<void> must_be(Value::Kind kind, const Value& value, const std::string& where, const std::string& expected) {
  if (value.kind == kind) {
    return {};
  }
  return fail({ErrorCode::wrong_type, where, intake::described(value), expected, ""});
}

Result<void> known_keys(const Value& object, const std::string& path, const std::vector<std::string>& keys) {
  const auto stranger = std::find_if(object.members.begin(), object.members.end(), [&](const auto& one) {
    return std::find(keys.begin(), keys.end(), one.key) == keys.end();
  });
  if (stranger == object.members.end()) {
    return {};
  }
  std::string expected;
  for (const std::string& key : keys) {
    expected += (expected.empty() ? "one of " : ", ") + key;
  }
  return fail({ErrorCode::unknown_id, intake::path_of(path, stranger->key), "a key that nothing has here", expected,
               nearest_name(stranger->key, keys)});
}

Error missing(const std::string& where, const std::string& expected) {
  return {ErrorCode::missing, where, "nothing", expected, ""};
}

} // namespace sura::clinic::evaluation
