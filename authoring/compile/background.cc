// background/*.yaml and population.yaml: who a person is, and how common that is.
#include "authoring/compile/parts.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace sura::authoring {
namespace {

std::optional<clinic::Sex> read_sex(const Node& node) {
  const auto sex = node.get("sex");
  if (!sex) {
    return std::nullopt;
  }
  return sex->choice({"female", "male"}, "female or male") == 0 ? clinic::Sex::female : clinic::Sex::male;
}

/// Whether following `with` from one item leads to another. Recursion is as deep as items hang together.
bool reaches(const std::vector<clinic::Population>& population, std::uint32_t from, std::uint32_t to,
             std::set<std::uint32_t>& seen) {
  return std::any_of(population[from].with.begin(), population[from].with.end(), [&](const auto& with) {
    return with.item == to || (seen.insert(with.item).second && reaches(population, with.item, to, seen));
  });
}

/// How many items hang together with this one; stops counting once they are too many.
std::size_t hang_together(const std::vector<clinic::Population>& population, std::uint32_t from) {
  std::set<std::uint32_t> members{from};
  for (bool grew = true; grew && members.size() <= clinic::max_items_together;) {
    grew = false;
    for (std::uint32_t item = 0; item < population.size(); ++item) {
      for (const auto& with : population[item].with) {
        if (members.contains(item) != members.contains(with.item)) {
          members.insert(item);
          members.insert(with.item);
          grew = true;
        }
      }
    }
  }
  return members.size();
}

} // namespace

std::vector<clinic::AgeBand> read_bands(const Node& node, std::string_view key, const Purpose& purpose, Domain domain) {
  std::vector<clinic::AgeBand> bands;
  for (const Node& item : node.items(key)) {
    item.allow({"ages", "all", "female", "male"});
    const auto ages = item.items("ages");
    if (ages.size() != 2) {
      item.complain(ErrorCode::missing, "no age band", "ages: [from, to]");
      continue;
    }
    clinic::AgeBand band;
    band.from = ages[0].number();
    band.to = ages[1].number();
    const std::string name = purpose.quantity + " " + ages[0].text() + "-" + ages[1].text();
    if (const auto all = item.get("all")) {
      band.female = band.male = read_number(*all, domain, {purpose.subject, name});
    } else {
      const auto female = item.require("female");
      const auto male = item.require("male");
      if (female && male) {
        band.female = read_number(*female, domain, {purpose.subject, name + " female"});
        band.male = read_number(*male, domain, {purpose.subject, name + " male"});
      }
    }
    bands.push_back(band);
  }
  double next = node.bench().pack.minimum_age;
  for (const clinic::AgeBand& band : bands) {
    if (band.from != next || band.to < band.from) {
      break;
    }
    next = band.to + 1.0;
  }
  if (bands.empty() || next != node.bench().pack.maximum_age + 1.0) {
    node.complain(ErrorCode::missing, fmt::format("ages covered up to {:g}", next - 1.0),
                  fmt::format("bands in rising order from {:g} to {:g}, each age once", node.bench().pack.minimum_age,
                              node.bench().pack.maximum_age));
  }
  return bands;
}

void read_background(Workbench& bench, const Files& files) {
  std::set<std::string> seen;
  for (const Node& node : list_entries(bench, files, "background")) {
    node.allow({"id", "theme", "sex", "minimum_age", "maximum_age", "ask", "codes"});
    clinic::BackgroundItem item;
    item.id = node.text("id");
    item.theme = node.text_or("theme", "");
    item.sex = read_sex(node);
    item.minimum_age = node.number_or("minimum_age", 0.0);
    item.maximum_age = node.number_or("maximum_age", 200.0);
    item.ask = node.flag_or("ask", true);
    if (!seen.insert(item.id).second) {
      node.complain(ErrorCode::duplicate, "the id '" + item.id + "' twice", "each id once");
      continue;
    }
    bench.pack.background.push_back(std::move(item));
  }
}

void read_population(Workbench& bench, const Files& files) {
  std::vector<std::optional<Node>> given(bench.pack.background.size());
  bench.pack.population.resize(bench.pack.background.size());
  for (const std::string path : {"population.yaml", "common/population.yaml"}) {
    const auto file = std::find_if(files.begin(), files.end(), [&](const File& f) { return f.path == path; });
    if (file == files.end()) {
      continue;
    }
    for (const Node& node : Node(bench, file->path, file->yaml).items()) {
      node.allow({"item", "rates", "with"});
      const auto index = clinic::find_background(bench.pack, node.text("item"));
      if (!index) {
        continue; // of another pack that shares the file
      }
      if (given[*index]) {
        node.complain(ErrorCode::duplicate, "'" + node.text("item") + "' twice", "each item once");
      }
      given[*index] = node;
      const std::string subject = "population/" + node.text("item");
      clinic::Population& population = bench.pack.population[*index];
      population.rates = read_bands(node, "rates", {subject, "rate"});
      for (const Node& with : node.items("with")) {
        with.allow({"item", "odds_ratio"});
        const auto other = look_up(with, bench.pack.background, with.text("item"), "a background item");
        const auto ratio = with.require("odds_ratio");
        if (other && ratio) {
          population.with.push_back(
              {*other, read_number(*ratio, Domain::ratio, {subject, "with " + with.text("item")})});
        }
      }
    }
  }
  for (std::uint32_t item = 0; item < given.size(); ++item) {
    const std::string& id = bench.pack.background[item].id;
    std::set<std::uint32_t> seen;
    if (!given[item]) {
      bench.complain(ErrorCode::missing, "common/population.yaml", 1, "no rates of '" + id + "'",
                     "an entry for each background item");
      bench.pack.population[item].rates = {{0.0, 200.0, exact_number(bench, 0.0, {"population/" + id, "rate"}),
                                            exact_number(bench, 0.0, {"population/" + id, "rate"})}};
    } else if (hang_together(bench.pack.population, item) > clinic::max_items_together) {
      given[item]->complain(
          ErrorCode::too_large,
          fmt::format("'{}' among more than {} items that hang together", id, clinic::max_items_together),
          "fewer correlations");
    } else if (reaches(bench.pack.population, item, item, seen)) {
      given[item]->complain(ErrorCode::inconsistent, "'" + id + "', which goes with itself in a circle",
                            "correlations in one direction");
    }
  }
}

} // namespace sura::authoring
