// Every index, size and probability of a pack, so that the code that uses one never checks again.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <numeric>
#include <set>

#include "clinic/pack/rule_scores.h"
#include "sura/clinic/pack.h"

namespace sura::clinic {
namespace {

// What a pack may cost. Far beyond any that was written, and small enough that a damaged file cannot stall a program.
constexpr std::uint32_t most_draws = 10000;
constexpr std::uint32_t most_questions = 100;
constexpr double most_group_combinations = 65536.0;
constexpr std::size_t most_rule_items = 40;
constexpr int most_rule_points = 100; // of one item

/// Collects the first mistake; later checks are skipped by their callers' `&&`.
class Checker {
public:
  explicit Checker(const Pack& pack) : pack_(pack) {}

  Result<void> run() {
    limits();
    shape();
    together();
    findings();
    causes();
    losses();
    rules();
    decision_rules();
    entry();
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
    require(n.low >= 0.0 && n.low <= n.value && n.value <= n.high && n.high <= 1.0, where, "0 ≤ low ≤ value ≤ high ≤ 1",
            ErrorCode::out_of_range);
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
  void pool(const Pool& p, const std::string& where) {
    require(p.members.size() >= 2, where, "a pool of at least two studies");
    for (const Pool::Member& member : p.members) {
      below(member.record, pack_.records.size(), where);
      require(member.weight >= 0.0 && member.weight <= 1.0, where, "a weight from 0 to 1", ErrorCode::out_of_range);
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
    require(e.kind <= Kind::leg, where, "a known kind of expression");
    if (e.kind == Kind::finding) {
      below(e.subject, pack_.findings.size(), where);
    } else if (e.kind == Kind::background) {
      below(e.subject, pack_.background.size(), where);
    } else if (e.kind == Kind::setting) {
      below(e.subject, pack_.settings.size(), where);
    } else if (e.kind == Kind::role) {
      below(e.subject, pack_.roles.size(), where);
    } else if (e.kind == Kind::sex) {
      require(e.subject <= static_cast<std::uint32_t>(Sex::male), where, "a known sex");
    } else if (e.kind == Kind::negation || e.kind == Kind::unless) {
      require(e.parts.size() == 1, where, "one part of a negation");
    }
    if (e.kind == Kind::number_from) {
      below(e.subject, pack_.findings.size(), where);
      require(e.parts.size() == 2, where, "what is surely and what is possibly so much");
    } else if (e.kind == Kind::leg) {
      require(e.subject == 1 || e.subject == 2, where, "the left or the right leg");
    }
    for (const Expression& part : e.parts) {
      expression(part, where);
    }
  }
  void links(const std::vector<FindingLink>& list, const std::string& where) {
    std::set<std::uint32_t> seen;
    for (const FindingLink& link : list) {
      below(link.finding, pack_.findings.size(), where);
      if (link.finding >= pack_.findings.size()) {
        return;
      }
      require(seen.insert(link.finding).second, where, "each finding once");
      const Finding& finding = pack_.findings[link.finding];
      require(finding.kind != FindingKind::flag, where, "no link to a flag");
      require(link.at_least.size() + 1 == finding.levels.size() && link.sensitivity.size() == link.at_least.size(),
              where, "one number for each level above the first");
      falling(link.at_least, where);
      falling(link.sensitivity, where);
    }
  }

  void presents(const std::vector<Number>& by_setting, const std::string& where) {
    require(by_setting.size() == pack_.settings.size(), where, "one `presents` for each setting");
    for (const Number& n : by_setting) {
      probability(n, where);
    }
  }

  void limits() {
    require(pack_.interval_draws <= most_draws, "interval_draws", "at most " + std::to_string(most_draws),
            ErrorCode::too_large);
    require(pack_.question_limit >= 1 && pack_.question_limit <= most_questions, "question_limit",
            "1 to " + std::to_string(most_questions), ErrorCode::too_large);
  }

  /// Items that hang together are few: what follows from them is enumerated.
  void together() {
    if (pack_.population.size() != pack_.background.size()) {
      return; // `shape` has said so
    }
    std::vector<std::size_t> root(pack_.population.size());
    std::iota(root.begin(), root.end(), std::size_t{0});
    const auto find = [&](std::size_t item) {
      while (root[item] != item) {
        item = root[item] = root[root[item]];
      }
      return item;
    };
    for (std::size_t item = 0; item < root.size(); ++item) {
      for (const Population::With& with : pack_.population[item].with) {
        if (with.item < root.size()) {
          root[find(item)] = find(with.item);
        }
      }
    }
    std::vector<std::size_t> size(root.size(), 0);
    for (std::size_t item = 0; item < root.size(); ++item) {
      require(++size[find(item)] <= max_items_together, "population of " + pack_.background[item].id,
              "at most " + std::to_string(max_items_together) + " items that hang together", ErrorCode::too_large);
    }
  }

  /// Each item once, and not so many groups that their combinations cannot be enumerated.
  void factors(const Factors& factors, const std::string& where) {
    ratio(factors.cap, where);
    std::set<std::uint32_t> items;
    std::map<std::int32_t, double> members;
    for (const Factor& factor : factors.list) {
      below(factor.item, pack_.background.size(), where);
      ratio(factor.odds_ratio, where);
      require(items.insert(factor.item).second, where, "each background item once");
      if (factor.group >= 0) {
        members[factor.group] += 1.0;
      }
    }
    double combinations = 1.0;
    for (const auto& [group, count] : members) {
      combinations *= count + 1.0;
    }
    require(combinations <= most_group_combinations, where, "fewer groups of background items", ErrorCode::too_large);
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
    require(pack_.both_legs_finding >= -1 && pack_.both_legs_finding < static_cast<std::int32_t>(pack_.findings.size()),
            "legs", "a finding");
    for (const BackgroundItem& item : pack_.background) {
      require(item.sex.value_or(Sex::female) <= Sex::male, "background " + item.id, "a known sex");
    }
    for (const Complaint& complaint : pack_.complaints) {
      below(complaint.finding, pack_.findings.size(), "complaint " + complaint.id);
    }
    for (const Derivation& derivation : pack_.derivations) {
      const std::string where = "derivation of " + derivation.subject;
      below(derivation.study, pack_.studies, where);
      require(derivation.judged >= 0.0 && derivation.judged <= 1.0, where, "a share", ErrorCode::out_of_range);
      if (derivation.pool) {
        pool(*derivation.pool, where);
      }
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
    if (!pack_.people.empty()) {
      bands(pack_.people, "people");
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
      below(finding.effort, pack_.losses.efforts.size(), where);
      require(finding.parent >= -1 && finding.parent < static_cast<std::int32_t>(i), where,
              "a parent that stands before it");
      require(finding.kind <= FindingKind::flag && finding.answer <= AnswerKind::number, where, "a known kind");
      require(finding.sex.value_or(Sex::female) <= Sex::male, where, "a known sex");
      require(finding.answer != AnswerKind::yes_no || finding.levels.size() == 2, where, "two levels of a yes or no");
      require(
          finding.answer != AnswerKind::number ||
              (std::isfinite(finding.minimum) && std::isfinite(finding.maximum) && finding.minimum < finding.maximum),
          where, "minimum below maximum");
      if (finding.parent >= 0 && finding.parent < static_cast<std::int32_t>(i)) {
        const Finding& parent = pack_.findings[static_cast<std::size_t>(finding.parent)];
        require(parent.parent < 0, where, "a parent that is no facet");
        require(parent.kind != FindingKind::flag && finding.kind != FindingKind::flag, where, "no flag among facets");
      }
      for (std::size_t k = 1; finding.answer == AnswerKind::number && k < finding.levels.size(); ++k) {
        require(std::isfinite(finding.levels[k].from) &&
                    (k == 1 || finding.levels[k].from > finding.levels[k - 1].from),
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
      const std::string where = "something_else " + sort.id;
      presents(sort.presents, where);
      for (const AgeBand& band : sort.times) {
        ratio(band.female, where);
        ratio(band.male, where);
      }
      factors(sort.factors, where);
      links(sort.findings, where);
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
      factors(condition.factors, where);
      links(condition.findings, where);
      for (const Condition::Effect& effect : condition.processes) {
        below(effect.target, pack_.processes.size(), where);
        probability(effect.probability, where);
      }
      for (const Condition::Effect& effect : condition.leads_to) {
        require(effect.target > i && effect.target < pack_.conditions.size(), where, "effects that stand after it");
        probability(effect.probability, where);
      }
      delay(condition.delay, where);
      for (const ChainStep& step : condition.chain) {
        require(step.standing <= Standing::good_practice, where, "a known standing");
        records(step.records, where);
      }
    }
  }

  void delay(const Loss& loss, const std::string& where) {
    require(std::is_sorted(loss.at.rbegin(), loss.at.rend()) && loss.at.back() >= 0.0 && std::isfinite(loss.at.front()),
            where, "losses of delay that fall from level to level");
    require(loss.width >= 1.0 && std::isfinite(loss.width), where, "a width of 1 or more", ErrorCode::out_of_range);
    records(loss.records, where);
  }

  void losses() {
    const LossTable& table = pack_.losses;
    const ByUrgency& burden = table.burden.at;
    require(std::is_sorted(burden.begin(), burden.end()) && burden.front() >= 0.0 && std::isfinite(burden.back()),
            "losses, burden", "burdens that rise from level to level");
    records(table.burden.records, "losses, burden");
    delay(table.something_else, "losses, something_else");
    require(!table.efforts.empty(), "losses, efforts", "at least one");
    for (const Effort& effort : table.efforts) {
      require(effort.burden > 0.0 && std::isfinite(effort.burden), "losses, effort " + effort.id, "a burden above 0",
              ErrorCode::out_of_range);
      records(effort.records, "losses, effort " + effort.id);
    }
    require(table.knowing >= 0.0 && std::isfinite(table.knowing) && table.warning >= 0.0 &&
                std::isfinite(table.warning),
            "losses", "worths of 0 or more", ErrorCode::out_of_range);
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
      require(item.section <= CareSection::safety_net && item.standing <= Standing::good_practice, where,
              "a known kind");
      expression(item.when, where);
      expression(item.unless, where);
      records(item.records, where);
      require(item.from >= 0.0 && item.from <= 1.0, where, "a probability", ErrorCode::out_of_range);
      for (const Urgency level : item.urgency) {
        require(level <= Urgency::emergency, where, "a known urgency");
      }
      for (const std::uint32_t condition : item.conditions) {
        below(condition, pack_.conditions.size(), where);
      }
    }
  }

  void decision_rules() {
    for (const DecisionRule& rule : pack_.decision_rules) {
      const std::string where = "decision rule " + rule.id;
      require(rule.condition >= -1 && rule.condition < static_cast<std::int32_t>(pack_.conditions.size()), where,
              "a condition");
      for (const RuleTest& test : rule.among) {
        expression(test.when, where);
      }
      for (const RuleTest& test : rule.not_for) {
        expression(test.when, where);
      }
      for (const std::uint32_t role : rule.roles) {
        below(role, pack_.roles.size(), where);
      }
      require(!rule.items.empty() && rule.items.size() <= most_rule_items, where,
              "1 to " + std::to_string(most_rule_items) + " items", ErrorCode::too_large);
      for (const RuleItem& item : rule.items) {
        require(item.source <= RuleItem::Source::nowhere, where, "a known source of an item");
        require(std::abs(item.points) <= most_rule_points && std::floor(2.0 * item.points) == 2.0 * item.points, where,
                "points in halves, at most " + std::to_string(most_rule_points), ErrorCode::out_of_range);
        below(item.condition, pack_.conditions.size(), where);
        expression(item.when, where);
      }
      records(rule.records, where);
      strata(rule, where);
    }
  }
  void strata(const DecisionRule& rule, const std::string& where) {
    for (const RuleStratum& stratum : rule.strata) {
      require(stratum.from <= stratum.to, where, "strata from low to high");
      records(stratum.records, where);
      for (const PublishedShare& share : stratum.published) {
        const bool ordered =
            share.low.value_or(share.value) <= share.value && share.value <= share.high.value_or(share.value);
        require(share.low.value_or(share.value) >= 0.0 && ordered && share.high.value_or(share.value) <= 1.0, where,
                "0 ≤ low ≤ value ≤ high ≤ 1", ErrorCode::out_of_range);
        below(share.record, pack_.records.size(), where);
        expression(share.when, where);
      }
      for (const RuleStep& step : stratum.next) {
        expression(step.when, where);
        expression(step.unless, where);
        records(step.records, where);
      }
    }
    if (!error_.where.empty()) {
      return; // points that are no halves, or too many items
    }
    for (const double score : possible_scores(rule)) {
      const auto holds = [&](const RuleStratum& s) { return s.from <= score && score <= s.to; };
      require(std::count_if(rule.strata.begin(), rule.strata.end(), holds) == 1, where, "each score in one stratum");
    }
  }

  void entry() {
    for (const Bundle& bundle : pack_.bundles) {
      for (const std::uint32_t finding : bundle.absent) {
        below(finding, pack_.findings.size(), "bundle " + bundle.id);
      }
    }
    for (const EmergencyNumbers& entry : pack_.emergency_numbers) {
      const std::string where = "emergency numbers of " + entry.country;
      require(!entry.numbers.empty(), where, "at least one number");
      records(entry.records, where);
    }
  }

  const Pack& pack_;
  Error error_;
};

} // namespace

Result<void> validate(const Pack& pack) {
  return Checker(pack).run();
}

} // namespace sura::clinic
