#include "authoring/compile/numbers.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include <fmt/format.h>

namespace sura::authoring {
namespace {

using clinic::Number;

constexpr double z90 = 1.6448536269514722; // half of a 90 % interval in standard deviations
constexpr double z95 = 1.9599639845400545; // … of a 95 % interval, as studies print it
constexpr double smallest = 0.001; // a study's 0 and 1 without counts are taken as these: "none seen", "all seen"
constexpr double narrowest_judgement_odds = 2.0; // ends of a judged probability, as an odds ratio
constexpr double narrowest_judgement_ratio = 1.5;

/// A value with its 90 % interval, before it becomes a Number.
struct Quantity {
  double value = 0.5;
  double low = 0.5;
  double high = 0.5;
};

double to_scale(double value, Domain domain) {
  return domain == Domain::probability ? std::log(value / (1.0 - value)) : std::log(value);
}
double from_scale(double value, Domain domain) {
  return domain == Domain::probability ? 1.0 / (1.0 + std::exp(-value)) : std::exp(value);
}

bool is_share(const std::string& measure) {
  return measure == "sensitivity" || measure == "specificity" || measure == "prevalence" || measure == "proportion";
}

/// A negative likelihood ratio below 1 has the same bounds as a probability, and must not be drawn above 1.
bool is_between_0_and_1(const Measure& measure) {
  return is_share(measure.name) || (measure.name == "lr_negative" && measure.value < 1.0);
}

/// Whether a figure can be what its name says: 70 is no sensitivity, and 5 of 3 is no count.
bool possible(const Measure& measure) {
  const double value = measure.value.value_or(-1.0);
  const double low = measure.low.value_or(value);
  const double high = measure.high.value_or(value);
  const double count = measure.count.value_or(0.0);
  return low >= 0.0 && low <= value && value <= high && high <= (is_share(measure.name) ? 1.0 : 1e9) && count >= 0.0 &&
         count <= measure.total.value_or(count);
}

/// Standard deviation on the scale where the source prints no interval (docs/authoring.md).
double usual_deviation(const std::string& certainty) {
  if (certainty == "high") {
    return 0.2;
  }
  if (certainty == "moderate") {
    return 0.35;
  }
  return certainty == "low" ? 0.6 : 0.9;
}

/// A study's figure with a 90 % interval: the printed 95 % one narrowed, else from counts, else from its certainty.
Quantity measured(const Measure& measure, const std::string& certainty) {
  const Domain domain = is_between_0_and_1(measure) ? Domain::probability : Domain::ratio;
  double value = measure.value.value_or(0.0);
  double deviation = usual_deviation(certainty);
  if (domain == Domain::probability) {
    if (measure.count && measure.total && *measure.total > 0.0) {
      const double n = *measure.total;
      const double p = (*measure.count + 0.5) / (n + 1.0);
      deviation = std::sqrt(1.0 / (n * p) + 1.0 / (n * (1.0 - p)));
      value = value <= 0.0 || value >= 1.0 ? p : value;
    }
    value = std::clamp(value, smallest, 1.0 - smallest);
  } else {
    value = std::max(value, smallest);
  }
  const double middle = to_scale(value, domain);
  const auto end = [&](const std::optional<double>& printed, double side) {
    if (!printed) {
      return from_scale(middle + side * deviation * z90, domain);
    }
    const double limit =
        domain == Domain::probability ? std::clamp(*printed, smallest, 1.0 - smallest) : std::max(*printed, smallest);
    return from_scale(middle + (to_scale(limit, domain) - middle) * z90 / z95, domain);
  };
  return {value, std::min(value, end(measure.low, -1.0)), std::max(value, end(measure.high, 1.0))};
}

/// f of several independent quantities, its interval by moving one at a time and adding the moves in quadrature on the
/// scale.
Quantity propagate(const std::vector<Quantity>& inputs, Domain domain,
                   const std::function<double(const std::vector<double>&)>& f) {
  const auto held = [&](double value) {
    return domain == Domain::probability ? std::clamp(value, 1e-9, 1.0 - 1e-9) : std::max(value, 1e-9);
  };
  std::vector<double> values;
  for (const Quantity& input : inputs) {
    values.push_back(input.value);
  }
  const double result = f(values);
  if (!(result >= 0.0 && (domain != Domain::probability || result <= 1.0))) {
    return {result, result, result}; // what cannot be is for the caller to refuse, not to be held
  }
  const double middle = to_scale(held(result), domain);
  double down = 0.0;
  double up = 0.0;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    for (const double end : {inputs[i].low, inputs[i].high}) {
      std::vector<double> moved = values;
      moved[i] = end;
      const double move = to_scale(held(f(moved)), domain) - middle;
      (move < 0.0 ? down : up) += move * move;
    }
  }
  return {from_scale(middle, domain), from_scale(middle - std::sqrt(down), domain),
          from_scale(middle + std::sqrt(up), domain)};
}

std::string printed(const Measure& measure) {
  std::string text =
      measure.value ? fmt::format("{} {:g}", measure.name, *measure.value) : measure.name + " without a value";
  if (measure.low && measure.high) {
    text += fmt::format(" ({:g} to {:g})", *measure.low, *measure.high);
  }
  if (!measure.of.empty()) {
    text += " of " + measure.of;
  }
  return text;
}

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
    if (node_.yaml().kind != Yaml::Kind::map || (!node_.has("record") && !node_.has("judgement"))) {
      node_.complain(ErrorCode::missing, node_.yaml().describe() + " without record or judgement",
                     "{record, measure, transform} or {judgement, low, high, reason}");
    } else {
      quantity = node_.has("judgement") ? judgement() : from_record();
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
    const Quantity q{value->number(), low->number(), high->number()};
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

  /// The measure of this name that `of` or `nth` chooses.
  std::optional<Quantity> take(const std::string& name, bool choose) {
    std::vector<const Measure*> fitting;
    std::vector<std::string> names;
    const std::string of = choose ? node_.text_or("of", "") : "";
    for (const Measure& measure : record_->measures) {
      names.push_back(measure.name);
      if (measure.name == name && (of.empty() || measure.of == of)) {
        fitting.push_back(&measure);
      }
    }
    const double nth = choose ? node_.number_or("nth", 1.0) : 1.0;
    const bool ambiguous = choose && of.empty() && !node_.has("nth") && fitting.size() > 1;
    if (fitting.empty() || nth < 1.0 || nth > static_cast<double>(fitting.size()) || ambiguous) {
      node_.complain(ambiguous ? ErrorCode::inconsistent : ErrorCode::unknown_id,
                     fmt::format("{} measures '{}'{}", fitting.size(), name, of.empty() ? "" : " of '" + of + "'"),
                     ambiguous ? "`of` or `nth` to choose one" : "a measure of the record " + derivation_.record,
                     nearest_name(name, names));
      return std::nullopt;
    }
    const Measure& measure = *fitting[static_cast<std::size_t>(nth) - 1];
    if (!possible(measure)) {
      node_.complain(ErrorCode::out_of_range, printed(measure) + " in the record " + derivation_.record,
                     is_share(name) ? "0 ≤ low ≤ value ≤ high ≤ 1 and k ≤ n" : "0 ≤ low ≤ value ≤ high");
      return std::nullopt;
    }
    derivation_.measure += (derivation_.measure.empty() ? "" : ", ") + printed(measure);
    key_ += derivation_.record + "/" + printed(measure);
    return measured(measure, record_->record.certainty);
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
    return Quantity{number.value, number.low, number.high};
  }

  Quantity transformed() {
    const std::string& transform = derivation_.transform;
    if (transform == "lr-pair-present" || transform == "lr-pair-absent") {
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
    const auto value = take(node_.text("measure"), true);
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
                                         "rare-outcome", "inverse",         "percent-of"};
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
