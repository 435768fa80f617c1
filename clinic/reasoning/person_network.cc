#include "clinic/reasoning/person_network.h"

#include <algorithm>

#include "clinic/reasoning/person_numbers.h"

namespace sura::clinic {
namespace {

class Builder {
public:
  Builder(const Pack& pack, const Case& the_case, const PersonNumbers& numbers, const Draw& draw, Extent extent)
      : pack_(pack), case_(the_case), numbers_(numbers), draw_(draw),
        wanted_(pack.findings.size(), extent == Extent::everything) {
    for (std::uint32_t f = 0; f < pack.findings.size(); ++f) {
      if (is_observed(f)) {
        const std::int32_t parent = pack.findings[f].parent;
        wanted_[f] = true;
        wanted_[parent < 0 ? f : static_cast<std::size_t>(parent)] = true;
      }
    }
  }

  PersonNetwork build() {
    add_causes();
    add_complaint();
    add_findings();
    for (std::uint32_t c = 0; c < pack_.conditions.size(); ++c) {
      add_links(person_.first_episode + c, pack_.conditions[c].findings, true);
    }
    for (std::uint32_t p = 0; p < pack_.processes.size(); ++p) {
      add_links(person_.first_process + p, pack_.processes[p].findings, false);
    }
    for (std::uint32_t s = 0; s < pack_.something_else.size(); ++s) {
      add_links(person_.something_else + s, pack_.something_else[s].findings, true);
    }
    add_evidence();
    return std::move(person_);
  }

private:
  bool is_observed(std::uint32_t finding) const {
    const auto& answer = case_.findings[finding];
    return answer && answer->sure;
  }

  void add_causes() {
    auto& causes = person_.network.causes;
    for (std::uint32_t c = 0; c < pack_.conditions.size(); ++c) {
      causes.push_back({pack_.conditions[c].id, numbers_.presence(c, draw_), {}});
    }
    person_.first_episode = static_cast<std::uint32_t>(causes.size());
    for (std::uint32_t c = 0; c < pack_.conditions.size(); ++c) {
      causes.push_back({pack_.conditions[c].id + " episode", 0.0, {{c, numbers_.presents(c, draw_)}}});
    }
    person_.first_process = static_cast<std::uint32_t>(causes.size());
    for (const Process& process : pack_.processes) {
      causes.push_back({process.id, draw_.probability(process.background), {}});
    }
    for (std::uint32_t c = 0; c < pack_.conditions.size(); ++c) {
      for (const auto& effect : pack_.conditions[c].leads_to) {
        causes[effect.target].parents.push_back({c, draw_.probability(effect.probability)});
      }
      for (const auto& effect : pack_.conditions[c].processes) {
        causes[person_.first_process + effect.target].parents.push_back({c, draw_.probability(effect.probability)});
      }
    }
    person_.something_else = static_cast<std::uint32_t>(causes.size());
    for (std::uint32_t sort = 0; sort < pack_.something_else.size(); ++sort) {
      causes.push_back({pack_.something_else[sort].id, numbers_.something_else(sort, draw_), {}});
    }
  }

  /// Whether this cause produces complaints: an episode or a sort of "something else".
  bool is_cause_of_complaint(std::uint32_t cause) const {
    return cause >= person_.first_episode && (cause < person_.first_process || cause >= person_.something_else);
  }

  void add_complaint() {
    engine::Finding complaint{"complaint", 2, {1.0, 0.0}, {}, {}, {}};
    for (std::uint32_t cause = 0; cause < person_.network.causes.size(); ++cause) {
      if (is_cause_of_complaint(cause)) {
        complaint.links.push_back({cause, {0.0, 1.0}, {}});
      }
    }
    person_.network.findings.push_back(std::move(complaint));
    person_.pack_finding.push_back(0);
    person_.evidence.push_back({complaint_finding, -1, 1, 1});
  }

  void add_findings() {
    auto& findings = person_.network.findings;
    for (std::uint32_t f = 0; f < pack_.findings.size(); ++f) {
      const Finding& finding = pack_.findings[f];
      Place place;
      if (finding.kind != FindingKind::flag && finding.parent < 0 && wanted_[f]) {
        place.finding = static_cast<std::int32_t>(findings.size());
        findings.push_back({finding.id, static_cast<std::uint32_t>(finding.levels.size()), leak(f), {}, {}, {}});
        findings.back().links.reserve(pack_.conditions.size());
        person_.pack_finding.push_back(f);
      } else if (finding.parent >= 0 && wanted_[f]) {
        place.finding = person_.places[static_cast<std::size_t>(finding.parent)].finding;
        engine::Finding& parent = findings[static_cast<std::size_t>(place.finding)];
        place.facet = static_cast<std::int32_t>(parent.facets.size());
        parent.facets.push_back({finding.id, static_cast<std::uint32_t>(finding.levels.size())});
        parent.leak_facets.push_back(leak(f));
      }
      person_.places.push_back(place);
    }
  }

  // As lists of their own.
  engine::Levels leak(std::uint32_t finding) const {
    engine::Levels levels(pack_.findings[finding].levels.size());
    numbers_.leak(finding, draw_, levels);
    return levels;
  }
  engine::Levels unnamed(std::uint32_t finding) const {
    engine::Levels levels(pack_.findings[finding].levels.size());
    numbers_.unnamed(finding, draw_, levels);
    return levels;
  }
  engine::Levels link(const FindingLink& from) const {
    engine::Levels levels(pack_.findings[from.finding].levels.size());
    numbers_.link(from, draw_, levels);
    return levels;
  }

  engine::Finding& place_of(std::uint32_t finding) {
    return person_.network.findings[static_cast<std::size_t>(person_.places[finding].finding)];
  }

  /// Links of one cause. A cause of the complaint that does not name a stated finding shows it at its background rate.
  void add_links(std::uint32_t cause, const std::vector<FindingLink>& links, bool causes_complaint) {
    for (const FindingLink& link : links) {
      const Finding& finding = pack_.findings[link.finding];
      const bool stated = numbers_.is_stated(link.finding);
      if (finding.parent >= 0 || (stated && !causes_complaint) || person_.places[link.finding].finding < 0) {
        continue; // facets: below, with their parent
      }
      engine::Finding& target = place_of(link.finding);
      // A facet that this cause does not name keeps the background's distribution.
      engine::Link made{cause, this->link(link), target.leak_facets};
      if (!target.facets.empty()) {
        set_named_facets(made, link.finding, links);
      }
      target.links.push_back(std::move(made));
    }
    for (std::uint32_t f = 0; causes_complaint && f < pack_.findings.size(); ++f) {
      if (!numbers_.is_stated(f) || person_.places[f].finding < 0) {
        continue;
      }
      const bool named =
          std::any_of(links.begin(), links.end(), [&](const FindingLink& link) { return link.finding == f; });
      if (!named) {
        engine::Finding& target = place_of(f);
        target.links.push_back({cause, unnamed(f), target.leak_facets});
      }
    }
  }

  /// The facets of this finding that the link's cause names.
  void set_named_facets(engine::Link& made, std::uint32_t finding, const std::vector<FindingLink>& links) const {
    for (const FindingLink& side : links) {
      const std::int32_t facet = person_.places[side.finding].facet;
      if (facet >= 0 && pack_.findings[side.finding].parent == static_cast<std::int32_t>(finding)) {
        made.facets[static_cast<std::size_t>(facet)] = link(side);
      }
    }
  }

  void add_evidence() {
    for (std::uint32_t f = 0; f < pack_.findings.size(); ++f) {
      if (is_observed(f) && person_.places[f].finding >= 0) {
        person_.evidence.push_back(observation(pack_, person_, f, *case_.findings[f]));
      }
    }
  }

  const Pack& pack_;
  const Case& case_;
  const PersonNumbers& numbers_;
  const Draw& draw_;
  std::vector<bool> wanted_; // by finding of the pack
  PersonNetwork person_;
};

} // namespace

PersonNetwork person_network(const Pack& pack, const Case& the_case, const PriorModel& priors,
                             const std::vector<double>& prior, const Draw& draw, Extent extent) {
  const PersonNumbers numbers(pack, the_case, priors, prior);
  return Builder(pack, the_case, numbers, draw, extent).build();
}

engine::Observation observation(const Pack& pack, const PersonNetwork& person, std::uint32_t finding,
                                const Answer& answer) {
  const Place place = person.places[finding];
  const auto highest = static_cast<std::uint32_t>(pack.findings[finding].levels.size() - 1);
  return {static_cast<std::uint32_t>(place.finding), place.facet, answer.level, answer.exact ? answer.level : highest};
}

} // namespace sura::clinic
