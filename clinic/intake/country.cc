#include "sura/clinic/country.h"

#include <algorithm>

#include "clinic/intake/printable.h"

namespace sura::clinic {
namespace {

/// All that are officially assigned, rising, with a space between (the list of the IANA time zone database, 2025).
constexpr std::string_view assigned =
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY "
    "BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK "
    "FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR "
    "IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK "
    "ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM "
    "PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF "
    "TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

constexpr std::size_t code_length = 2;
constexpr std::size_t most_near = 3; // codes that an error names

std::string capitals(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return 'a' <= c && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return result;
}

/// Codes with one letter wrong or both exchanged; the first letter is the one that is seldom wrong.
std::string near_codes(const std::string& code) {
  std::vector<std::string> near;
  const auto gather = [&](const auto& fits) {
    for (std::size_t at = 0; at < assigned.size(); at += code_length + 1) {
      const std::string_view other = assigned.substr(at, code_length);
      if (near.size() < most_near && fits(other) && std::find(near.begin(), near.end(), other) == near.end()) {
        near.emplace_back(other);
      }
    }
  };
  if (code.size() != code_length) {
    gather([&](std::string_view other) { return code.substr(0, code_length) == other; });
  } else {
    gather([&](std::string_view other) { return other[0] == code[1] && other[1] == code[0]; });
    gather([&](std::string_view other) { return other[0] == code[0]; });
    gather([&](std::string_view other) { return other[1] == code[1]; });
  }
  std::string list;
  for (const std::string& other : near) {
    list += (list.empty() ? "" : ", ") + other;
  }
  return list;
}

} // namespace

bool is_country(std::string_view code) {
  if (code.size() != code_length || code.find(' ') != std::string_view::npos) {
    return false;
  }
  return assigned.find(code) != std::string_view::npos;
}

Result<std::string> read_country(std::string_view text, const std::string& where) {
  std::string code = capitals(text.substr(0, 2 * intake::shown_characters));
  if (code == "UK") {
    return std::string("GB");
  }
  if (!is_country(code)) {
    return fail({ErrorCode::unknown_id, where, intake::in_quotes(intake::printable(text)),
                 "a country by its two letters (ISO 3166), such as GB", near_codes(code)});
  }
  return code;
}

std::vector<std::string> emergency_numbers(const Pack& pack, std::string_view country) {
  const auto at = std::find_if(pack.emergency_numbers.begin(), pack.emergency_numbers.end(),
                               [&](const EmergencyNumbers& entry) { return entry.country == country; });
  return at == pack.emergency_numbers.end() ? std::vector<std::string>{} : at->numbers;
}

} // namespace sura::clinic
