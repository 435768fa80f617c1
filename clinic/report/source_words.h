// What a row of the pack's derivations is about, and what it rests on, for a reader. Thread-safety: functions without
// shared state.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "clinic/report/words.h"

namespace sura::clinic {

/// "deep clot: swollen calf": names in place of the ids that subject and quantity hold.
std::string number_in_words(const Pack& pack, const Words& words, std::uint32_t row);

/// The first row whose number comes from the study (or judgement).
std::uint32_t first_row_of(const Pack& pack, std::uint32_t study);

/// The ids of the records behind the row; none for a judgement.
std::vector<std::string> records_behind(const Pack& pack, std::uint32_t row);

/// "study-one (as printed)", or a judgement's reason.
std::string source_in_words(const Pack& pack, const Words& words, std::uint32_t row);

} // namespace sura::clinic
