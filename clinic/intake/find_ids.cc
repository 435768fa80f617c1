// Search by plain words. Each word of the query counts by how well it fits an entry and by how few entries it fits, so
// that "is" in "my leg is swollen" hardly matters and needs no list of stop words in any language.
#include <algorithm>
#include <map>
#include <set>

#include "sura/clinic/case.h"

namespace sura::clinic {
namespace {

constexpr std::size_t longest_query = 400; // bytes; more words than that find nothing better
constexpr std::size_t shortest_stem = 4;   // "swell" may stand for "swelling", "leg" not for "legal"
constexpr double enough = 0.25;            // of the best score: what is far below only distracts
constexpr double id_or_name = 4, search_words = 3, question = 1;
constexpr double whole_word = 1.0, beginning = 0.6; // how well a word fits

bool is_word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || ('a' <= c && c <= 'z') || ('0' <= c && c <= '9');
}

std::string lower(std::string_view words) {
  std::string result(words);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return result;
}

std::set<std::string> words_of(std::string_view words) {
  std::set<std::string> result;
  const std::string low = lower(words);
  for (auto at = low.begin(); at != low.end();) {
    const auto start = std::find_if(at, low.end(), is_word_byte);
    at = std::find_if_not(start, low.end(), is_word_byte);
    if (start != at) {
      result.emplace(start, at);
    }
  }
  return result;
}

bool is_ascii(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

double fit(const std::string& asked, const std::string& word) {
  if (asked == word) {
    return whole_word;
  }
  if (!is_ascii(asked)) { // Chinese is written without spaces: part of a run of characters may be the word
    return word.find(asked) != std::string::npos ? whole_word : 0.0;
  }
  const std::size_t shared = std::min(asked.size(), word.size());
  return shared >= shortest_stem && asked.compare(0, shared, word, 0, shared) == 0 ? beginning : 0.0;
}

struct Entry {
  Match match;
  std::map<std::string, double> words; // by weight of the field that holds them
};

class Index {
public:
  Index(const Pack& pack, std::string_view language) : pack_(pack), language_(language) {
    for (const Finding& finding : pack.findings) {
      add(finding.id, "finding");
    }
    for (const BackgroundItem& item : pack.background) {
      add(item.id, "background");
    }
    for (const Condition& condition : pack.conditions) {
      add(condition.id, "condition");
    }
    for (const Bundle& bundle : pack.bundles) {
      add(bundle.id, "bundle");
    }
    std::set<std::string> words;
    for (const Entry& entry : entries_) {
      for (const auto& [word, weight] : entry.words) {
        words.insert(word);
      }
    }
    vocabulary_.assign(words.begin(), words.end());
  }

  std::vector<Match> find(std::string_view query) const {
    std::vector<double> scores(entries_.size());
    for (const std::string& asked : words_of(query)) {
      std::vector<double> fits = fits_of(asked);
      if (std::all_of(fits.begin(), fits.end(), [](double value) { return value == 0.0; })) {
        fits = fits_of(nearest_name(asked, vocabulary_));
      }
      const auto holders = fits.size() - static_cast<std::size_t>(std::count(fits.begin(), fits.end(), 0.0));
      for (std::size_t i = 0; i < fits.size(); ++i) {
        scores[i] += holders == 0 ? 0.0 : fits[i] / static_cast<double>(holders);
      }
    }
    return best_first(scores);
  }

private:
  void add(const std::string& id, const std::string& kind) {
    Entry entry;
    entry.match = {id, kind, id};
    const auto field = [&](std::string_view words, double weight) {
      for (const std::string& word : words_of(words)) {
        double& known = entry.words[word];
        known = std::max(known, weight);
      }
    };
    field(id, id_or_name);
    const std::string key = kind + "." + id;
    for (const Reader reader : {Reader::person, Reader::clinician}) {
      field(words(key + ".name", reader), id_or_name);
      field(words(key + ".find", reader), search_words);
      field(words(key + ".question", reader), question);
    }
    if (const std::string name = words(key + ".name", Reader::person); !name.empty()) {
      entry.match.name = name;
    }
    entries_.push_back(std::move(entry));
  }

  /// A missing text comes back as its key, which nobody searches by.
  std::string words(const std::string& key, Reader reader) const {
    const std::string_view found = text(pack_, language_, key, reader);
    return found == key ? std::string() : std::string(found);
  }

  std::vector<double> fits_of(const std::string& asked) const {
    std::vector<double> result(entries_.size());
    for (std::size_t i = 0; !asked.empty() && i < entries_.size(); ++i) {
      for (const auto& [word, weight] : entries_[i].words) {
        result[i] = std::max(result[i], weight * fit(asked, word));
      }
    }
    return result;
  }

  std::vector<Match> best_first(const std::vector<double>& scores) const {
    const double best = scores.empty() ? 0.0 : *std::max_element(scores.begin(), scores.end());
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < scores.size(); ++i) {
      if (best > 0.0 && scores[i] >= enough * best) {
        order.push_back(i);
      }
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
    std::vector<Match> result;
    result.reserve(order.size());
    for (const std::size_t i : order) {
      result.push_back(entries_[i].match);
    }
    return result;
  }

  const Pack& pack_;
  std::string_view language_;
  std::vector<Entry> entries_;
  std::vector<std::string> vocabulary_; // of all entries, for misspelt words
};

} // namespace

std::vector<Match> find_ids(const Pack& pack, std::string_view language, std::string_view query) {
  return Index(pack, language).find(query.substr(0, longest_query));
}

} // namespace sura::clinic
