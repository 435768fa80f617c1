#include "clinic/reasoning/slots.h"

#include <algorithm>

namespace sura::clinic {
namespace {

class SlotCollector {
public:
  SlotCollector(const Pack& pack, const PersonNetwork& person) : pack_(pack), person_(person) {}

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
  using At = Slot::Place;
  using Source = Slot::Source;

  void of_cause(At place, std::size_t owner, std::size_t parent, Source source, std::uint32_t of) {
    slots_.push_back({place, owner, parent, 0, source, of, nullptr, nullptr});
  }

  void probability(At place, std::size_t owner, std::size_t parent, const Number& number) {
    slots_.push_back({place, owner, parent, 0, Source::number, 0, &number, nullptr});
  }

  void causes() {
    for (std::uint32_t c = 0; c < pack_.conditions.size(); ++c) {
      of_cause(At::cause_leak, c, 0, Source::presence, c);
      of_cause(At::cause_parent, person_.first_episode + c, 0, Source::presents, c);
    }
    for (std::size_t p = 0; p < pack_.processes.size(); ++p) {
      probability(At::cause_leak, person_.first_process + p, 0, pack_.processes[p].background);
    }
    for (std::uint32_t s = 0; s < pack_.something_else.size(); ++s) {
      of_cause(At::cause_leak, person_.something_else + s, 0, Source::something_else, s);
    }
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
    probability(At::cause_parent, to, static_cast<std::size_t>(at - parents.begin()), number);
  }

  void leak(std::uint32_t finding) {
    const Place place = person_.places[finding];
    const auto facet = static_cast<std::size_t>(std::max(place.facet, 0));
    slots_.push_back({place.facet < 0 ? At::levels : At::facet, static_cast<std::size_t>(place.finding), 0, facet,
                      Source::leak, finding, nullptr, nullptr});
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
    std::vector<std::uint32_t> sides;
    for (std::uint32_t side = 0; side < pack_.findings.size(); ++side) {
      if (pack_.findings[side].parent == static_cast<std::int32_t>(own) && person_.places[side].facet >= 0) {
        sides.push_back(side);
      }
    }
    for (std::size_t link = 0; link < made.size(); ++link) {
      const std::vector<FindingLink>& said = links_of(made[link].cause);
      const FindingLink* const named = find(said, own);
      slots_.push_back(
          {At::levels, finding, link + 1, 0, named != nullptr ? Source::link : Source::unnamed, own, nullptr, named});
      for (const std::uint32_t side : sides) {
        const FindingLink* const of_side = named != nullptr ? find(said, side) : nullptr;
        slots_.push_back({At::facet, finding, link + 1, static_cast<std::size_t>(person_.places[side].facet),
                          of_side != nullptr ? Source::link : Source::leak, side, nullptr, of_side});
      }
    }
  }

  static const FindingLink* find(const std::vector<FindingLink>& links, std::uint32_t finding) {
    const auto at =
        std::find_if(links.begin(), links.end(), [&](const FindingLink& link) { return link.finding == finding; });
    return at == links.end() ? nullptr : &*at;
  }

  const Pack& pack_;
  const PersonNetwork& person_;
  std::vector<Slot> slots_;
};

} // namespace

std::vector<Slot> slots(const Pack& pack, const PersonNetwork& person) {
  return SlotCollector(pack, person).collect();
}

std::span<double> numbers_at(engine::Network& network, const Slot& slot) {
  switch (slot.place) {
  case Slot::Place::cause_leak:
    return {&network.causes[slot.owner].leak, 1};
  case Slot::Place::cause_parent:
    return {&network.causes[slot.owner].parents[slot.event].probability, 1};
  case Slot::Place::levels: {
    engine::Finding& finding = network.findings[slot.owner];
    return slot.event == 0 ? finding.leak : finding.links[slot.event - 1].levels;
  }
  case Slot::Place::facet: {
    engine::Finding& finding = network.findings[slot.owner];
    return slot.event == 0 ? finding.leak_facets[slot.facet] : finding.links[slot.event - 1].facets[slot.facet];
  }
  }
  return {};
}

std::size_t place_in(const engine::NumberRow& row, const Slot& slot) {
  switch (slot.place) {
  case Slot::Place::cause_leak:
    return row.leak(slot.owner);
  case Slot::Place::cause_parent:
    return row.parent(slot.owner, slot.event);
  case Slot::Place::levels:
    return row.levels(slot.owner, slot.event);
  case Slot::Place::facet:
    return row.facet(slot.owner, slot.event, slot.facet);
  }
  return 0;
}

void work_out(const Slot& slot, const PersonNumbers& numbers, const Draw& draw, std::span<double> into) {
  switch (slot.source) {
  case Slot::Source::number:
    into[0] = draw.probability(*slot.number);
    return;
  case Slot::Source::presence:
    into[0] = numbers.presence(slot.of, draw);
    return;
  case Slot::Source::presents:
    into[0] = numbers.presents(slot.of, draw);
    return;
  case Slot::Source::something_else:
    into[0] = numbers.something_else(slot.of, draw);
    return;
  case Slot::Source::leak:
    return numbers.leak(slot.of, draw, into);
  case Slot::Source::unnamed:
    return numbers.unnamed(slot.of, draw, into);
  case Slot::Source::link:
    return numbers.link(*slot.link, draw, into);
  }
}

} // namespace sura::clinic
