#include "clinic/influence/slots.h"

#include <algorithm>

namespace sura::clinic {
namespace {

/// The numbers at the slot's place.
engine::Levels numbers_at(const engine::Network& network, const Slot& slot) {
  switch (slot.kind) {
  case Slot::Kind::cause_leak:
    return {network.causes[slot.owner].leak};
  case Slot::Kind::cause_parent:
    return {network.causes[slot.owner].parents[slot.event].probability};
  case Slot::Kind::finding_leak:
    return network.findings[slot.owner].leak;
  case Slot::Kind::leak_facet:
    return network.findings[slot.owner].leak_facets[slot.event];
  case Slot::Kind::link:
    return network.findings[slot.owner].links[slot.event].levels;
  case Slot::Kind::link_facet:
    return network.findings[slot.owner].links[slot.event].facets[slot.facet];
  }
  return {};
}

class Collector {
public:
  Collector(const Pack& pack, const PersonNumbers& numbers, const PersonNetwork& person)
      : pack_(pack), numbers_(numbers), person_(person) {}

  std::vector<Slot> collect() {
    causes();
    edges();
    for (std::uint32_t f = 0; f < pack_.findings.size(); ++f) {
      if (person_.places[f].finding >= 0) {
        leak(f);
      }
    }
    for (std::size_t finding = complaint_finding + 1; finding < person_.network.findings.size(); ++finding) {
      links(finding);
    }
    return std::move(slots_);
  }

private:
  using Kind = Slot::Kind;

  void add(Kind kind, std::size_t owner, std::size_t event, std::size_t facet,
           std::function<engine::Levels(const Draw&)> value) {
    slots_.push_back({kind, owner, event, facet, std::move(value)});
  }

  void causes() {
    for (std::uint32_t c = 0; c < pack_.conditions.size(); ++c) {
      add(Kind::cause_leak, c, 0, 0,
          [this_ = &numbers_, c](const Draw& draw) { return engine::Levels{this_->presence(c, draw)}; });
      add(Kind::cause_parent, person_.first_episode + c, 0, 0,
          [this_ = &numbers_, c](const Draw& draw) { return engine::Levels{this_->presents(c, draw)}; });
    }
    for (std::size_t p = 0; p < pack_.processes.size(); ++p) {
      probability(Kind::cause_leak, person_.first_process + p, 0, pack_.processes[p].background);
    }
    for (std::uint32_t s = 0; s < pack_.something_else.size(); ++s) {
      add(Kind::cause_leak, person_.something_else + s, 0, 0,
          [this_ = &numbers_, s](const Draw& draw) { return engine::Levels{this_->something_else(s, draw)}; });
    }
  }

  void probability(Kind kind, std::size_t owner, std::size_t event, const Number& number) {
    add(kind, owner, event, 0, [&number](const Draw& draw) { return engine::Levels{draw.probability(number)}; });
  }

  /// What a condition does to other conditions and to processes: the parents of the network's causes.
  void edges() {
    for (std::uint32_t c = 0; c < pack_.conditions.size(); ++c) {
      for (const auto& effect : pack_.conditions[c].leads_to) {
        edge(c, effect.target, effect.probability);
      }
      for (const auto& effect : pack_.conditions[c].processes) {
        edge(c, person_.first_process + effect.target, effect.probability);
      }
    }
  }

  void edge(std::uint32_t from, std::size_t to, const Number& number) {
    const std::vector<engine::Parent>& parents = person_.network.causes[to].parents;
    const auto at = std::find_if(parents.begin(), parents.end(),
                                 [&](const engine::Parent& parent) { return parent.cause == from; });
    probability(Kind::cause_parent, to, static_cast<std::size_t>(at - parents.begin()), number);
  }

  std::function<engine::Levels(const Draw&)> leak_of(std::uint32_t finding) const {
    return [numbers = &numbers_, finding](const Draw& draw) { return numbers->leak(finding, draw); };
  }

  std::function<engine::Levels(const Draw&)> link_of(const FindingLink& link) const {
    return [numbers = &numbers_, &link](const Draw& draw) { return numbers->link(link, draw); };
  }

  void leak(std::uint32_t finding) {
    const Place place = person_.places[finding];
    const auto owner = static_cast<std::size_t>(place.finding);
    if (place.facet < 0) {
      add(Kind::finding_leak, owner, 0, 0, leak_of(finding));
    } else {
      add(Kind::leak_facet, owner, static_cast<std::size_t>(place.facet), 0, leak_of(finding));
    }
  }

  /// What the pack says about the findings of one cause of the network.
  const std::vector<FindingLink>& links_of(std::uint32_t cause) const {
    if (cause >= person_.something_else) {
      return pack_.something_else[cause - person_.something_else].findings;
    }
    if (cause >= person_.first_process) {
      return pack_.processes[cause - person_.first_process].findings;
    }
    return pack_.conditions[cause - person_.first_episode].findings;
  }

  void links(std::size_t finding) {
    const std::vector<engine::Link>& made = person_.network.findings[finding].links;
    const std::uint32_t own = person_.pack_finding[finding];
    for (std::size_t event = 0; event < made.size(); ++event) {
      const std::vector<FindingLink>& said = links_of(made[event].cause);
      const FindingLink* named = find(said, own);
      add(
          Kind::link, finding, event, 0,
          named != nullptr ? link_of(*named)
                           : [numbers = &numbers_, own](const Draw& draw) { return numbers->unnamed(own, draw); });
      for (std::uint32_t side = 0; side < pack_.findings.size(); ++side) {
        if (pack_.findings[side].parent == static_cast<std::int32_t>(own)) {
          const FindingLink* of_side = named != nullptr ? find(said, side) : nullptr;
          add(Kind::link_facet, finding, event, static_cast<std::size_t>(person_.places[side].facet),
              of_side != nullptr ? link_of(*of_side) : leak_of(side));
        }
      }
    }
  }

  static const FindingLink* find(const std::vector<FindingLink>& links, std::uint32_t finding) {
    const auto at =
        std::find_if(links.begin(), links.end(), [&](const FindingLink& link) { return link.finding == finding; });
    return at == links.end() ? nullptr : &*at;
  }

  const Pack& pack_;
  const PersonNumbers& numbers_;
  const PersonNetwork& person_;
  std::vector<Slot> slots_;
};

} // namespace

double dot(const engine::Network& network, const Slot& slot, const engine::Levels& change) {
  const engine::Levels numbers = numbers_at(network, slot);
  double sum = 0.0;
  for (std::size_t i = 0; i < change.size(); ++i) {
    sum += numbers[i] * change[i];
  }
  return sum;
}

bool is_flat(const engine::Network& network, const Slot& slot) {
  const engine::Levels numbers = numbers_at(network, slot);
  return std::all_of(numbers.begin(), numbers.end(), [](double number) { return number == 0.0; });
}

std::vector<Slot> slots(const Pack& pack, const PersonNumbers& numbers, const PersonNetwork& person) {
  return Collector(pack, numbers, person).collect();
}

} // namespace sura::clinic
