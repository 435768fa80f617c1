// The words of one document: a pack's texts in one language for one reader, with {placeholders} filled.
// Thread-safety: immutable. Ownership: refers to the pack, which must outlive it.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "sura/clinic/case.h"
#include "sura/clinic/pack.h"

namespace sura::clinic {

using Placeholders = std::initializer_list<std::pair<std::string_view, std::string_view>>;

class Words {
public:
  Words(const Pack& pack, std::string_view language, Reader reader)
      : pack_(pack), language_(language), reader_(reader) {}

  Reader reader() const { return reader_; }

  /// The text of a key; the key itself where no language has it.
  std::string of(std::string_view key) const;

  /// The text of a key with every {name} replaced by its value. Values are not searched again; unknown {names} stay.
  std::string fill(std::string_view key, Placeholders placeholders) const;

  std::string condition(std::uint32_t condition) const;                // its name
  std::string item(bool is_background, std::uint32_t index) const;     // name of a finding or background item
  std::string question(bool is_background, std::uint32_t index) const; // the full question
  std::string why(bool is_background, std::uint32_t index) const;      // why it is asked

  /// "yes", "no", "not sure", the level's text, or the number with its unit.
  std::string answer(bool is_background, std::uint32_t index, const Answer& answer) const;

private:
  std::string key_of(bool is_background, std::uint32_t index, std::string_view part) const;

  const Pack& pack_;
  std::string language_;
  Reader reader_;
};

} // namespace sura::clinic
