#include "authoring/compile/numbers.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "authoring/compile/pool_reader.h"
#include "authoring/compile/quantity.h"

namespace sura::authoring {
namespace {

using clinic::Number;

constexpr double narrowest_judgement_odds = 2.0; // ends of a judged probability, as an odds ratio
constexpr double narrowest_judgement_ratio = 1.5;

/// Reads one number node. Complaints go to the node; the result is harmless then.
class NumberReader {
public:
  NumberReader(const Node& node, Domain domain, const Purpose& purpose) : node_(node), domain_(domain) {
    derivation_.subject = purpose.subject;
    derivation_.quantity = purpose.quantity;
    derivation_.file = node.file();
    derivation_.line = node.line();
  }

  Number read() {
    Quantity quantity = harmless();
    if (node_.yaml().kind != Yaml::Kind::map ||
        (!node_.has("record") && !node_.has("judgement") && !node_.has("pool"))) {
      node_.complain(ErrorCode::missing, node_.yaml().describe() + " without record or judgement",
                     "{record, measure, transform}, {pool, transform} or {judgement, low, high, reason}");
    } else {
      quantity = node_.has("judgement") ? judgement() : node_.has("pool") ? from_pool() : from_record();
    }
    if (!in_domain(quantity)) {
      node_.complain(ErrorCode::out_of_range,
                     fmt::format("{:g} ({:g} to {:g})", quantity.value, quantity.low, quantity.high),
                     domain_ == Domain::probability ? "low ≤ value ≤ high between 0 and 1" : "0 < low ≤ value ≤ high");
      quantity = harmless();
    }
    derivation_.measured = derivation_.solved = quantity.value;
    derivation_.measured_low = quantity.low;
    derivation_.measured_high = quantity.high;
    derivation_.judged = quantity.judged;
    if (key_.empty()) { // each judgement is a study of its own
      key_ = derivation_.subject + "/" + derivation_.quantity;
    }
    derivation_.study = node_.bench().study(key_);
    return {quantity.value, quantity.low, quantity.high, node_.bench().add(derivation_)};
  }

private:
  static Quantity harmless() { return {0.5, 0.4, 0.6}; }

  bool in_domain(const Quantity& q) const {
    const double top = domain_ == Domain::probability ? 1.0 : 1e9;
    return q.low >= 0.0 && q.low <= q.value && q.value <= q.high && q.high <= top &&
           (domain_ == Domain::probability || q.low > 0.0);
  }

  Quantity judgement() {
    node_.allow({"judgement", "low", "high", "reason"});
    const auto value = node_.get("judgement");
    const auto low = node_.require("low");
    const auto high = node_.require("high");
    derivation_.reason = node_.text("reason");
    derivation_.transform = "judgement";
    if (!low || !high) {
      return harmless();
    }
    const Quantity q{value->number(), low->number(), high->number(), 1.0};
    if (derivation_.reason.size() < 10) {
      node_.complain(ErrorCode::missing, "a judgement without a reason", "why, in a sentence");
    }
    if (in_domain(q) && q.low < q.high) {
      const bool wide = domain_ == Domain::probability
                            ? q.high >= 1.0 || q.low <= 0.0 ||
                                  q.high / (1.0 - q.high) >= narrowest_judgement_odds * q.low / (1.0 - q.low)
                            : q.high >= narrowest_judgement_ratio * q.low;
      if (!wide) {
        node_.complain(ErrorCode::out_of_range, fmt::format("a judgement of {:g} to {:g}", q.low, q.high),
                       "a wider interval: it is nobody's measurement");
      }
    } else if (in_domain(q)) {
      node_.complain(ErrorCode::out_of_range, "a judgement without width", "low below high");
    }
    return q;
  }

  Quantity from_record() {
    node_.allow({"record", "measure", "of", "nth", "transform", "rate", "days"});
    const std::string id = node_.text("record");
    record_ = use_record(node_, id);
    if (record_ == nullptr) {
      return harmless();
    }
    derivation_.record = id;
    derivation_.transform = node_.text_or("transform", "as-is");
    return transformed();
  }

  Quantity from_pool() {
    node_.allow({"pool", "transform", "rate", "days"});
    derivation_.transform = node_.text_or("transform", "as-is");
    if (is_pair(derivation_.transform)) {
      node_.complain(ErrorCode::inconsistent, "'" + derivation_.transform + "' of a pool",
                     "the studies' sensitivities or specificities pooled");
      return harmless();
    }
    return transformed();
  }

  static bool is_pair(const std::string& transform) {
    return transform == "lr-pair-present" || transform == "lr-pair-absent";
  }

  std::optional<Quantity> take(const std::string& name, bool choose) {
    const Measure* measure = choose ? chosen_measure(node_, *record_, name) : first_measure(node_, *record_, name);
    if (measure == nullptr) {
      return std::nullopt;
    }
    derivation_.measure += (derivation_.measure.empty() ? "" : ", ") + printed(*measure);
    key_ += derivation_.record + "/" + printed(*measure);
    return measured(*measure, record_->record.certainty);
  }

  std::optional<Quantity> take_pool() {
    auto reading = read_pool(node_);
    if (!reading) {
      return std::nullopt;
    }
    derivation_.measure = reading->measure;
    derivation_.pool = std::move(reading->pool);
    key_ = reading->key;
    return Quantity{derivation_.pool->value, derivation_.pool->low, derivation_.pool->high, 0.0};
  }

  std::optional<Quantity> nested(const std::string& key, Domain domain) {
    const auto child = node_.require(key);
    if (!child) {
      return std::nullopt;
    }
    if (domain == Domain::duration && child->yaml().kind == Yaml::Kind::scalar) {
      const double fixed = child->number(); // a window that the item's own wording sets
      if (fixed <= 0.0) {
        child->complain(ErrorCode::out_of_range, child->yaml().describe(), "a number of days above 0");
        return std::nullopt;
      }
      return Quantity{fixed, fixed, fixed};
    }
    const Number number = read_number(*child, domain, {derivation_.subject, derivation_.quantity + " · " + key});
    return Quantity{number.value, number.low, number.high, node_.bench().pack.derivations[number.derivation].judged};
  }

  Quantity transformed() {
    const std::string& transform = derivation_.transform;
    if (is_pair(transform)) {
      const auto positive = take("lr_positive", false);
      const auto negative = take("lr_negative", false);
      if (!positive || !negative) {
        return harmless();
      }
      const bool present = transform == "lr-pair-present";
      return propagate({*positive, *negative}, domain_, [&](const std::vector<double>& v) {
        return (present ? v[0] : 1.0) * (1.0 - v[1]) / (v[0] - v[1]);
      });
    }
    const auto value = node_.has("pool") ? take_pool() : take(node_.text("measure"), true);
    if (!value) {
      return harmless();
    }
    if (transform == "as-is" || transform == "rare-outcome") {
      return *value;
    }
    if (transform == "complement") {
      return {1.0 - value->value, 1.0 - value->high, 1.0 - value->low};
    }
    if (transform == "inverse") {
      return {1.0 / value->value, 1.0 / value->high, 1.0 / value->low};
    }
    if (transform == "times-rate" || transform == "percent-of" || transform == "odds-times-rate") {
      const auto rate = nested("rate", Domain::probability);
      if (!rate) {
        return harmless();
      }
      const bool odds = transform == "odds-times-rate";
      return propagate({*value, *rate}, domain_, [&](const std::vector<double>& v) {
        const double raised = v[0] * v[1] / (1.0 - v[1]);
        return odds ? raised / (1.0 + raised) : std::min(v[0] * v[1], 0.99);
      });
    }
    if (transform == "divided-by-rate") {
      const auto rate = nested("rate", Domain::ratio);
      if (!rate) {
        return harmless();
      }
      return propagate({*value, *rate}, domain_, [](const std::vector<double>& v) { return v[0] / v[1]; });
    }
    if (transform == "incidence-to-point" || transform == "per-year-to-point") {
      const auto days = nested("days", Domain::duration);
      if (!days) {
        return harmless();
      }
      const double year = transform == "incidence-to-point" ? 365250.0 : 365.25;
      return propagate({*value, *days}, domain_, [&](const std::vector<double>& v) { return v[0] * v[1] / year; });
    }
    const std::vector<std::string> known{"as-is",        "complement",      "lr-pair-present",    "lr-pair-absent",
                                         "times-rate",   "odds-times-rate", "incidence-to-point", "per-year-to-point",
                                         "rare-outcome", "inverse",         "percent-of",         "divided-by-rate"};
    node_.complain(ErrorCode::unknown_id, "the transform '" + transform + "'", "a transform of docs/authoring.md",
                   nearest_name(transform, known));
    return harmless();
  }

  const Node& node_;
  Domain domain_;
  clinic::Derivation derivation_;
  const StudyRecord* record_ = nullptr;
  std::string key_;
};

} // namespace

Number read_number(const Node& node, Domain domain, const Purpose& purpose) {
  return NumberReader(node, domain, purpose).read();
}

Number exact_number(Workbench& bench, double value, const Purpose& purpose) {
  clinic::Derivation derivation;
  derivation.subject = purpose.subject;
  derivation.quantity = purpose.quantity;
  derivation.transform = "exact";
  derivation.reason = "by definition";
  derivation.measured = derivation.measured_low = derivation.measured_high = derivation.solved = value;
  derivation.study = bench.study("exact");
  return {value, value, value, bench.add(derivation)};
}

Number solve_link(Workbench& bench, const Number& sensitivity, const Number& background) {
  const auto link = [&](double s) { return std::max(0.0, 1.0 - (1.0 - s) / (1.0 - background.value)); };
  const Number solved{link(sensitivity.value), link(sensitivity.low), link(sensitivity.high), sensitivity.derivation};
  bench.pack.derivations[sensitivity.derivation].solved = solved.value;
  return solved;
}

} // namespace sura::authoring
