// Parts that several JSON documents share. Thread-safety: one document, one thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "clinic/report/arguments.h"
#include "clinic/report/citations.h"
#include "clinic/report/words.h"
#include "sura/clinic/assessment.h"

namespace sura::clinic {

using Json = nlohmann::ordered_json;

/// Of the interval in every document: 5 % of the draws lie below it, 5 % above.
inline constexpr double interval_level = 0.9;

/// Rounded to 6 decimals, so that documents agree byte for byte on every platform.
double rounded(double value);

/// An answer as a case document writes it: true, false, a level's id, a number, or null.
Json answer_value(const Pack& pack, bool is_background, std::uint32_t item, const Answer& answer);

/// {id, text, answer, decibans} of each, and its error where it was sampled.
Json arguments_json(const Pack& pack, const Words& words, const Assessment& assessment,
                    const std::vector<Argument>& arguments);

/// The ids of records, which are cited.
Json ids_of_records(const Pack& pack, Citations& citations, const std::vector<std::uint32_t>& records);

/// The record behind every citation, by first mention.
Json sources_json(const Pack& pack, const Citations& citations);

/// Every decision rule, whether it applies or not, in the order of the pack.
Json rules_json(const Pack& pack, const Words& words, Citations& citations, const Assessment& assessment);

/// The finished text: two spaces deep, invalid UTF-8 replaced, a newline at the end.
std::string written(const Json& document);

} // namespace sura::clinic
