#include "clinic/evaluation/expected.h"

#include <algorithm>
#include <array>

namespace sura::clinic::evaluation {
namespace {

Result<std::uint32_t> cause(const Pack& pack, const Value& value, const std::string& where) {
  const std::string expected = "the id of a condition, or something-else";
  if (const auto text = must_be(Value::Kind::text, value, where, expected); !text) {
    return fail(text.error());
  }
  std::vector<std::string> ids;
  for (std::uint32_t index = 0; index <= something_else(pack); ++index) {
    if (value.text == cause_id(pack, index)) {
      return index;
    }
    ids.emplace_back(cause_id(pack, index));
  }
  return fail({ErrorCode::unknown_id, where, intake::described(value), expected, nearest_name(value.text, ids)});
}

Result<void> read_also(const Pack& pack, const Value& list, KnownAnswer& answer) {
  Result<void> done = must_be(Value::Kind::list, list, "expected.also", "a list of ids");
  for (std::size_t i = 0; done && i < list.items.size(); ++i) {
    const std::string where = "expected.also[" + std::to_string(i) + "]";
    const Result<std::uint32_t> index = cause(pack, list.items[i], where);
    if (!index) {
      return fail(index.error());
    }
    if (*index == answer.cause || std::find(answer.also.begin(), answer.also.end(), *index) != answer.also.end()) {
      return fail(
          {ErrorCode::duplicate, where, intake::described(list.items[i]) + " a second time", "each cause once", ""});
    }
    answer.also.push_back(*index);
  }
  return done;
}

Result<Urgency> read_urgency(const Value& value) {
  constexpr std::array levels = {Urgency::self_care, Urgency::routine, Urgency::same_day, Urgency::emergency};
  const std::string where = "expected.urgency";
  const std::string expected = "self-care, routine, same-day or emergency";
  if (const auto text = must_be(Value::Kind::text, value, where, expected); !text) {
    return fail(text.error());
  }
  std::vector<std::string> names;
  for (const Urgency level : levels) {
    if (value.text == name(level)) {
      return level;
    }
    names.emplace_back(name(level));
  }
  return fail({ErrorCode::unknown_id, where, intake::described(value), expected, nearest_name(value.text, names)});
}

} // namespace

Result<KnownAnswer> read_expected(const Pack& pack, const Value& expected) {
  KnownAnswer answer;
  Result<void> done = must_be(Value::Kind::object, expected, "expected", R"(an object: {"cause": "ID"})").and_then([&] {
    return known_keys(expected, "expected", {"cause", "also", "urgency"});
  });
  if (!done) {
    return fail(done.error());
  }
  const Value* first = member(expected, "cause");
  if (first == nullptr) {
    return fail(missing("expected.cause", "the id of a condition, or something-else"));
  }
  done = cause(pack, *first, "expected.cause").map([&](std::uint32_t index) { answer.cause = index; });
  if (const Value* also = member(expected, "also"); done && also != nullptr) {
    done = read_also(pack, *also, answer);
  }
  if (const Value* urgency = member(expected, "urgency"); done && urgency != nullptr) {
    done = read_urgency(*urgency).map([&](Urgency level) { answer.urgency = level; });
  }
  if (!done) {
    return fail(done.error());
  }
  return answer;
}

} // namespace sura::clinic::evaluation
