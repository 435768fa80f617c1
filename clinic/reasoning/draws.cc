#include "clinic/reasoning/draws.h"

#include <array>
#include <cmath>

#include "clinic/reasoning/logistic.h"
#include "clinic/reasoning/number_tape.h"

namespace sura::clinic {
namespace {

std::uint64_t split_mix(std::uint64_t x) {
  x += 0x9E3779B97F4A7C15ULL;
  x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
  return x ^ (x >> 31U);
}

double polynomial(const std::array<double, 8>& coefficients, double x) {
  double sum = 0.0;
  for (std::size_t i = coefficients.size(); i-- > 0;) {
    sum = sum * x + coefficients[i];
  }
  return sum;
}

} // namespace

double normal_quantile(double probability) {
  // Coefficients of algorithm AS 241 (PPND16): centre, middle, tail; numerator and denominator, lowest power first.
  constexpr std::array<double, 8> a{3.3871328727963666080,   1.3314166789178437745e2, 1.9715909503065514427e3,
                                    1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
                                    3.3430575583588128105e4, 2.5090809287301226727e3};
  constexpr std::array<double, 8> b{1.0,
                                    4.2313330701600911252e1,
                                    6.8718700749205790830e2,
                                    5.3941960214247511077e3,
                                    2.1213794301586595867e4,
                                    3.9307895800092710610e4,
                                    2.8729085735721942674e4,
                                    5.2264952788528545610e3};
  constexpr std::array<double, 8> c{1.42343711074968357734,    4.63033784615654529590,   5.76949722146069140550,
                                    3.64784832476320460504,    1.27045825245236838258,   2.41780725177450611770e-1,
                                    2.27238449892691845833e-2, 7.74545014278341407640e-4};
  constexpr std::array<double, 8> d{1.0,
                                    2.05319162663775882187,
                                    1.67638483018380384940,
                                    6.89767334985100004550e-1,
                                    1.48103976427480074590e-1,
                                    1.51986665636164571966e-2,
                                    5.47593808499534494600e-4,
                                    1.05075007164441684324e-9};
  constexpr std::array<double, 8> e{6.65790464350110377720,    5.46378491116411436990,    1.78482653991729133580,
                                    2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                    2.71155556874348757815e-5, 2.01033439929228813265e-7};
  constexpr std::array<double, 8> f{1.0,
                                    5.99832206555887937690e-1,
                                    1.36929880922735805310e-1,
                                    1.48753612908506148525e-2,
                                    7.86869131145613259100e-4,
                                    1.84631831751005468180e-5,
                                    1.42151175831644588870e-7,
                                    2.04426310338993978564e-15};
  const double q = probability - 0.5;
  if (std::abs(q) <= 0.425) {
    const double r = 0.180625 - q * q;
    return q * polynomial(a, r) / polynomial(b, r);
  }
  const double r = std::sqrt(-std::log(q < 0.0 ? probability : 1.0 - probability));
  const double far =
      r <= 5.0 ? polynomial(c, r - 1.6) / polynomial(d, r - 1.6) : polynomial(e, r - 5.0) / polynomial(f, r - 5.0);
  return q < 0.0 ? -far : far;
}

double deviate_of(std::uint64_t study, std::uint64_t index) {
  const std::uint64_t bits = split_mix(split_mix(study + 1) ^ (index * 0xD1342543DE82EF95ULL + 1));
  return normal_quantile((static_cast<double>(bits >> 11U) + 0.5) * 0x1p-53);
}

Spread Spread::of_probability(const Number& number) {
  const double middle = log_odds(number.value);
  return {middle, std::abs(log_odds(number.low) - middle), std::abs(log_odds(number.high) - middle), false};
}

Spread Spread::of_ratio(const Number& number) {
  return {number.value, std::abs(std::log(number.low / number.value)), std::abs(std::log(number.high / number.value)),
          true};
}

double Spread::at(double deviate) const {
  const double moved = deviate * (deviate < 0.0 ? below : above) / z90;
  return is_ratio ? middle * std::exp(moved) : logistic(middle + moved);
}

Draw Draw::moved(std::uint32_t derivation, double deviate) {
  Draw draw;
  draw.moved_ = derivation;
  draw.moved_by_ = deviate;
  return draw;
}

Draw Draw::noting(std::vector<std::uint32_t>& rows) {
  Draw draw;
  draw.rows_ = &rows;
  return draw;
}

Draw Draw::moved_study(const Pack& pack, std::uint32_t study, double deviate) {
  Draw draw = moved(study, deviate);
  draw.study_pack_ = &pack;
  return draw;
}

double Draw::deviate(const Number& number) const {
  if (rows_ != nullptr) {
    rows_->push_back(number.derivation);
  }
  if (study_pack_ != nullptr) {
    return study_pack_->derivations[number.derivation].study == moved_ ? moved_by_ : 0.0;
  }
  if (pack_ == nullptr) {
    return number.derivation == moved_ ? moved_by_ : 0.0;
  }
  return deviate_of(pack_->derivations[number.derivation].study, index_);
}

double Draw::probability(const Number& number) const {
  if (tape_ != nullptr) {
    return tape_->value(number, false);
  }
  if (number.value <= 0.0 || number.value >= 1.0) {
    return number.value;
  }
  const double z = deviate(number);
  return z == 0.0 ? number.value : Spread::of_probability(number).at(z);
}

double Draw::ratio(const Number& number) const {
  if (tape_ != nullptr) {
    return tape_->value(number, true);
  }
  const double z = deviate(number);
  return z == 0.0 ? number.value : Spread::of_ratio(number).at(z);
}

} // namespace sura::clinic
