// Every index, size and probability of a pack, so that the code that uses one never checks again.
#include <cmath>
#include <cstddef>

#include "sura/clinic/pack.h"

namespace sura::clinic {
namespace {

/// Collects the first mistake; later checks are skipped by their callers' `&&`.
class Checker {
public:
  explicit Checker(const Pack& pack) : pack_(pack) {}

  Result<void> run() {
    shape();
    findings();
    causes();
    rules();
    if (error_.where.empty()) {
      return {};
    }
    return fail(error_);
  }

private:
  void require(bool good, const std::string& where, std::string_view expected,
               ErrorCode code = ErrorCode::inconsistent) {
    if (!good && error_.where.empty()) {
      error_ = {code, "compiled pack, " + where, "something else", std::string(expected), ""};
    }
  }
  void below(std::size_t index, std::size_t count, const std::string& where) {
    require(index < count, where, "an index that exists");
  }
  void probability(const Number& n, const std::string& where) {
    require(n.low >= 0.0 && n.low <= n.value && n.value <= n.high && n.high <= 1.0, where,
            "0 ≤ low ≤ value ≤ high ≤ 1", ErrorCode::out_of_range);
    below(n.derivation, pack_.derivations.size(), where);
  }
  void ratio(const Number& n, const std::string& where) {
    require(n.low > 0.0 && n.low <= n.value && n.value <= n.high && std::isfinite(n.high), where,
            "0 < low ≤ value ≤ high", ErrorCode::out_of_range);
    below(n.derivation, pack_.derivations.size(), where);
  }
  void falling(const std::vector<Number>& at_least, const std::string& where) {
    for (std::size_t k = 0; k < at_least.size(); ++k) {
      probability(at_least[k], where);
      require(k == 0 || at_least[k].value <= at_least[k - 1].value, where, "at_least falling from level to level");
    }
  }
  void records(const std::vector<std::uint32_t>& list, const std::string& where) {
    for (const std::uint32_t record : list) {
      below(record, pack_.records.size(), where);
    }
  }
  void bands(const std::vector<AgeBand>& list, const std::string& where) {
    require(!list.empty(), where, "at least one age band");
    for (const AgeBand& band : list) {
      probability(band.female, where);
      probability(band.male, where);
    }
  }
  void expression(const Expression& e, const std::string& where) {
    using Kind = Expression::Kind;
    require(e.kind <= Kind::role, where, "a known kind of expression");
    if (e.kind == Kind::finding) {
      below(e.subject, pack_.findings.size(), where);
    } else if (e.kind == Kind::background) {
      below(e.subject, pack_.background.size(), where);
    } else if (e.kind == Kind::setting) {
      below(e.subject, pack_.settings.size(), where);
    } else if (e.kind == Kind::role) {
      below(e.subject, pack_.roles.size(), where);
    } else if (e.kind == Kind::negation) {
      require(e.parts.size() == 1, where, "one part of a negation");
    }
    for (const Expression& part : e.parts) {
      expression(part, where);
    }
  }
  void links(const std::vector<FindingLink>& list, const std::string& where) {
    for (const FindingLink& link : list) {
      below(link.finding, pack_.findings.size(), where);
      if (link.finding >= pack_.findings.size()) {
        return;
      }
      const Finding& finding = pack_.findings[link.finding];
      require(finding.kind != FindingKind::flag, where, "no link to a flag");
      require(link.at_least.size() + 1 == finding.levels.size() && link.sensitivity.size() == link.at_least.size(),
              where, "one number for each level above the first");
      falling(link.at_least, where);
    }
  }

  void presents(const std::vector<Number>& by_setting, const std::string& where) {
    require(by_setting.size() == pack_.settings.size(), where, "one `presents` for each setting");
    for (const Number& n : by_setting) {
      probability(n, where);
    }
  }

  void shape() {
    require(!pack_.settings.empty(), "settings", "at least one");
    require(!pack_.roles.empty(), "roles", "at least one");
    require(!pack_.complaints.empty(), "complaints", "at least one");
    require(!pack_.conditions.empty(), "conditions", "at least one");
    require(pack_.population.size() == pack_.background.size(), "population", "one entry for each background item");
    require(!pack_.something_else.empty(), "something_else", "at least one sort");
    require(pack_.minimum_age >= 0.0 && pack_.minimum_age < pack_.maximum_age && pack_.maximum_age <= 150.0, "ages",
            "minimum below maximum");
    require(pack_.both_legs_finding < static_cast<std::int32_t>(pack_.findings.size()), "legs", "a finding");
    for (const Complaint& complaint : pack_.complaints) {
      below(complaint.finding, pack_.findings.size(), "complaint " + complaint.id);
    }
    for (const Derivation& derivation : pack_.derivations) {
      below(derivation.study, pack_.studies, "derivation of " + derivation.subject);
    }
    for (const Perception& perception : pack_.perceptions) {
      require(perception.by_role.size() == pack_.roles.size(), "perception " + perception.id, "one for each role");
      for (const auto& notice : perception.by_role) {
        if (notice) {
          probability(notice->detection, "perception " + perception.id);
          probability(notice->false_alarm, "perception " + perception.id);
        }
      }
    }
    for (std::size_t i = 0; i < pack_.population.size(); ++i) {
      bands(pack_.population[i].rates, "population");
      for (const Population::With& with : pack_.population[i].with) {
        below(with.item, pack_.background.size(), "population");
        ratio(with.odds_ratio, "population");
      }
    }
  }

  void findings() {
    for (std::size_t i = 0; i < pack_.findings.size(); ++i) {
      const Finding& finding = pack_.findings[i];
      const std::string where = "finding " + finding.id;
      require(finding.levels.size() >= 2, where, "at least two levels");
      require(finding.parent < static_cast<std::int32_t>(i), where, "a parent that stands before it");
      require(finding.kind <= FindingKind::flag && finding.answer <= AnswerKind::number, where, "a known kind");
      if (finding.parent >= 0 && finding.parent < static_cast<std::int32_t>(i)) {
        require(pack_.findings[static_cast<std::size_t>(finding.parent)].parent < 0, where, "a parent that is no facet");
      }
      for (std::size_t k = 1; finding.answer == AnswerKind::number && k < finding.levels.size(); ++k) {
        require(std::isfinite(finding.levels[k].from) && (k == 1 || finding.levels[k].from > finding.levels[k - 1].from),
                where, "rising level bounds");
      }
      if (finding.kind == FindingKind::flag) {
        continue;
      }
      below(finding.perception, pack_.perceptions.size(), where);
      require(finding.background.size() + 1 == finding.levels.size(), where, "one rate for each level above the first");
      falling(finding.background, where);
      for (const Finding::Change& change : finding.background_changes) {
        expression(change.when, where);
        ratio(change.odds_ratio, where);
      }
    }
  }

  void causes() {
    for (const SomethingElse& sort : pack_.something_else) {
      presents(sort.presents, "something_else " + sort.id);
      links(sort.findings, "something_else " + sort.id);
    }
    for (const Process& process : pack_.processes) {
      probability(process.background, "process " + process.id);
      links(process.findings, "process " + process.id);
    }
    for (std::size_t i = 0; i < pack_.conditions.size(); ++i) {
      const Condition& condition = pack_.conditions[i];
      const std::string where = "condition " + condition.id;
      bands(condition.prevalence, where);
      presents(condition.presents, where);
      for (const Factor& factor : condition.factors) {
        below(factor.item, pack_.background.size(), where);
        ratio(factor.odds_ratio, where);
      }
      ratio(condition.odds_ratio_cap, where);
      links(condition.findings, where);
      for (const Condition::Effect& effect : condition.processes) {
        below(effect.target, pack_.processes.size(), where);
        probability(effect.probability, where);
      }
      for (const Condition::Effect& effect : condition.leads_to) {
        require(effect.target > i && effect.target < pack_.conditions.size(), where, "effects that stand after it");
        probability(effect.probability, where);
      }
      for (const UrgencyRule& rule : condition.urgency) {
        require(rule.level <= Urgency::emergency && rule.from >= 0.0 && rule.from <= 1.0, where, "a known urgency");
        records(rule.records, where);
      }
      for (const ChainStep& step : condition.chain) {
        require(step.standing <= Standing::good_practice, where, "a known standing");
        records(step.records, where);
      }
    }
  }

  void rules() {
    for (const RedFlag& flag : pack_.red_flags) {
      const std::string where = "red flag " + flag.id;
      require(flag.urgency <= Urgency::emergency, where, "a known urgency");
      expression(flag.when, where);
      records(flag.records, where);
      for (const std::uint32_t finding : flag.show) {
        below(finding, pack_.findings.size(), where);
      }
    }
    for (const ScopeRule& rule : pack_.scope) {
      const std::string where = "scope rule " + rule.id;
      require(rule.urgency <= Urgency::emergency, where, "a known urgency");
      expression(rule.when, where);
      records(rule.records, where);
      for (const std::uint32_t item : rule.ask) {
        below(item, pack_.background.size(), where);
      }
    }
    for (const CareItem& item : pack_.care) {
      const std::string where = "care " + item.id;
      require(item.section <= CareSection::safety_net && item.standing <= Standing::good_practice, where, "a known kind");
      expression(item.when, where);
      expression(item.unless, where);
      records(item.records, where);
      for (const std::uint32_t condition : item.conditions) {
        below(condition, pack_.conditions.size(), where);
      }
    }
  }

  const Pack& pack_;
  Error error_;
};

} // namespace

Result<void> validate(const Pack& pack) { return Checker(pack).run(); }

} // namespace sura::clinic
