#include "authoring/evidence/ground.h"

#include <algorithm>
#include <map>
#include <set>

namespace sura::authoring {
namespace {

using clinic::Derivation;
using clinic::Pack;
using clinic::Record;

const std::string judgement = "judgement";

bool counts(const Derivation& derivation) {
  return derivation.transform != "exact";
}

/// Adds to the part of this name.
void add(std::map<std::string, Part>& parts, const std::string& name, std::size_t numbers, double influence) {
  Part& part = parts[name];
  part.name = name;
  part.numbers += numbers;
  part.influence += influence;
}

/// Numbers and influence by kind; what is judged of a number goes to the judgements.
std::map<std::string, Part> parts(const Pack& pack, const std::vector<double>& shares,
                                  std::string (*kind)(const Pack&, const Derivation&)) {
  std::map<std::string, Part> result;
  for (std::size_t row = 0; row < pack.derivations.size(); ++row) {
    const Derivation& derivation = pack.derivations[row];
    if (!counts(derivation)) {
      continue;
    }
    const bool wholly = derivation.judged >= 1.0;
    add(result, wholly ? judgement : kind(pack, derivation), 1, wholly ? shares[row] : 0.0);
    if (!wholly) {
      add(result, kind(pack, derivation), 0, shares[row] * (1.0 - derivation.judged));
      add(result, judgement, 0, shares[row] * derivation.judged);
    }
  }
  return result;
}

std::string design(const Pack& pack, const Derivation& derivation) {
  const Record* record = record_behind(pack, derivation);
  return derivation.pool ? "pooled-here" : record != nullptr && !record->design.empty() ? record->design : "unstated";
}

std::string certainty(const Pack& pack, const Derivation& derivation) {
  const Record* record = record_behind(pack, derivation);
  return record != nullptr ? record->certainty : "unstated";
}

std::vector<Part> by_influence(const std::map<std::string, Part>& parts) {
  std::vector<Part> result;
  for (const auto& [name, part] : parts) {
    result.push_back(part);
  }
  std::stable_sort(result.begin(), result.end(), [](const Part& a, const Part& b) {
    return a.influence != b.influence ? a.influence > b.influence : a.numbers > b.numbers;
  });
  return result;
}

std::vector<Part> by_strength(std::map<std::string, Part> parts) {
  std::vector<Part> result;
  for (const std::string name : {"high", "moderate", "low", "very-low"}) {
    if (auto found = parts.extract(name)) {
      result.push_back(std::move(found.mapped()));
    }
  }
  const auto judged = parts.extract(judgement);
  for (auto& [name, part] : parts) {
    result.push_back(part);
  }
  if (judged) {
    result.push_back(judged.mapped());
  }
  return result;
}

double judged_share(const Pack& pack, const std::vector<double>& influence) {
  double judged = 0.0;
  double all = 0.0;
  for (std::size_t row = 0; row < influence.size(); ++row) {
    judged += influence[row] * pack.derivations[row].judged;
    all += influence[row];
  }
  return all > 0.0 ? judged / all : 0.0;
}

std::vector<Figure> figures_of(const Pack& pack, const std::vector<double>& influence, double all) {
  std::vector<Figure> figures(pack.studies);
  for (std::uint32_t row = 0; row < influence.size(); ++row) {
    Figure& figure = figures[pack.derivations[row].study];
    if (influence[row] > 0.0) {
      figure.rows.push_back(row);
      figure.influence += influence[row];
    }
  }
  std::erase_if(figures, [](const Figure& figure) { return figure.rows.empty(); });
  std::stable_sort(figures.begin(), figures.end(),
                   [](const Figure& a, const Figure& b) { return a.influence > b.influence; });
  for (Figure& figure : figures) {
    figure.share = figure.influence / all;
    std::stable_sort(figure.rows.begin(), figure.rows.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return influence[a] > influence[b]; });
  }
  return figures;
}

/// Studies behind some numbers, each source once.
class Studies {
public:
  explicit Studies(const Pack& pack) : pack_(pack) {}

  void add(const clinic::Number& number) {
    const Derivation& derivation = pack_.derivations[number.derivation];
    if (derivation.pool) {
      for (const clinic::Pool::Member& member : derivation.pool->members) {
        add(pack_.records[member.record]);
      }
    } else if (const Record* record = record_behind(pack_, derivation)) {
      add(*record);
    }
  }
  void add(const std::vector<clinic::FindingLink>& links) {
    for (const clinic::FindingLink& link : links) {
      for (const clinic::Number& number : link.sensitivity) {
        add(number);
      }
    }
  }
  std::vector<std::string> take() { return std::move(records_); }

private:
  void add(const Record& record) {
    const std::string& source = !record.doi.empty()    ? record.doi
                                : !record.pmid.empty() ? record.pmid
                                : !record.url.empty()  ? record.url
                                                       : record.title;
    if (sources_.insert(source).second) {
      records_.push_back(record.id);
    }
  }

  const Pack& pack_;
  std::set<std::string> sources_;
  std::vector<std::string> records_;
};

ConditionGround ground_of(const Pack& pack, std::uint32_t index, const std::vector<double>& influence) {
  const clinic::Condition& condition = pack.conditions[index];
  Studies prevalence(pack);
  for (const clinic::AgeBand& band : condition.prevalence) {
    prevalence.add(band.female);
    prevalence.add(band.male);
  }
  Studies findings(pack);
  findings.add(condition.findings);
  for (const clinic::Condition::Effect& effect : condition.processes) {
    findings.add(pack.processes[effect.target].findings);
  }
  return {index, judged_share(pack, influence), prevalence.take(), findings.take()};
}

void count(const Pack& pack, Ground& ground) {
  for (const Derivation& derivation : pack.derivations) {
    ground.numbers += counts(derivation) ? 1U : 0U;
    ground.judgements += derivation.judged >= 1.0 ? 1U : 0U;
    ground.unknown_pairs += derivation.transform == "unknown" ? 1U : 0U;
    ground.partly += derivation.judged > 0.0 && derivation.judged < 1.0 ? 1U : 0U;
    ground.pooled += derivation.pool ? 1U : 0U;
  }
}

} // namespace

const Record* record_behind(const Pack& pack, const Derivation& derivation) {
  if (derivation.pool) {
    const auto& members = derivation.pool->members;
    const auto heaviest = std::max_element(members.begin(), members.end(),
                                           [](const auto& a, const auto& b) { return a.weight < b.weight; });
    return &pack.records[heaviest->record];
  }
  const auto at = std::find_if(pack.records.begin(), pack.records.end(),
                               [&](const Record& record) { return record.id == derivation.record; });
  return at == pack.records.end() ? nullptr : &*at;
}

Ground ground(const Pack& pack, const clinic::Influence& influence) {
  Ground result;
  result.people = influence.people;
  result.left_out = influence.left_out;
  count(pack, result);
  double all = 0.0;
  for (const double size : influence.by_number) {
    all += size;
  }
  std::vector<double> shares = influence.by_number;
  for (double& share : shares) {
    share = all > 0.0 ? share / all : 0.0;
  }
  result.judged = judged_share(pack, influence.by_number);
  result.by_design = by_influence(parts(pack, shares, design));
  result.by_certainty = by_strength(parts(pack, shares, certainty));
  result.figures = figures_of(pack, influence.by_number, all);
  for (std::uint32_t c = 0; c < pack.conditions.size(); ++c) {
    result.conditions.push_back(ground_of(pack, c, influence.by_condition[c]));
  }
  std::stable_sort(result.conditions.begin(), result.conditions.end(),
                   [](const ConditionGround& a, const ConditionGround& b) {
                     return a.enough() != b.enough() ? !a.enough() : a.judged > b.judged;
                   });
  return result;
}

} // namespace sura::authoring
