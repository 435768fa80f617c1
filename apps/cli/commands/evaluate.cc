// evaluate: how good the answers are, over cases whose cause is known.
#include <map>

#include <unistd.h>

#include "apps/cli/commands/commands.h"
#include "apps/cli/commands/known_cases.h"
#include "apps/cli/files.h"
#include "apps/cli/pack_source.h"
#include "apps/cli/print.h"
#include "apps/cli/terminal/counter.h"
#include "apps/cli/terminal/style.h"
#include "clinic/intake/printable.h"
#include "sura/clinic/evaluation.h"
#include "sura/parallel.h"

namespace sura::cli {
namespace {

using Texts = std::vector<KnownCaseText>;

Result<clinic::EvaluationOptions> chosen(const clinic::Pack& pack, const Options& options) {
  const auto given = given_role_and_setting(pack, options);
  if (!given)
    return fail(given.error());
  return clinic::EvaluationOptions{.tests = options.with_tests, .role = given->role, .setting = given->setting};
}

/// Every case is read before the long work begins, and again when its turn comes: reading is quick, and thousands of
/// read cases would fill the memory.
Result<void> check_all(const clinic::Pack& pack, const Texts& texts, const clinic::EvaluationOptions& how) {
  std::map<std::string, std::size_t> seen;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const auto known = clinic::read_known_case(pack, texts[i].text, texts[i].id, how);
    if (!known)
      return fail(texts[i].placed(known.error()));
    const auto [same, is_new] = seen.emplace(known->id, i);
    if (!is_new) {
      const Error here = texts[same->second].placed({ErrorCode::duplicate, "", "", "", ""});
      const std::string id = clinic::intake::printable(known->id);
      return fail(texts[i].placed({ErrorCode::duplicate, "id", id + ", as in " + here.where, "each case once", ""}));
    }
  }
  return {};
}

Result<std::vector<clinic::JudgedCase>> judge_all(const clinic::Pack& pack, const Texts& texts,
                                                  const clinic::EvaluationOptions& how, unsigned threads) {
  std::vector<clinic::JudgedCase> judged(texts.size());
  const auto work = [&](std::size_t i) -> Result<void> {
    auto one = clinic::read_known_case(pack, texts[i].text, texts[i].id, how).and_then([&](const auto& known) {
      return clinic::judge(pack, known);
    });
    if (!one)
      return fail(texts[i].placed(one.error()));
    judged[i] = *std::move(one);
    return {};
  };
  Counter counter("cases");
  const auto done = for_each_index(texts.size(), threads, work, [&](std::size_t n) { counter.show(n, texts.size()); });
  if (!done)
    return fail(done.error());
  return judged;
}

} // namespace

Result<int> evaluate(const Options& options) {
  const auto pack = load_pack(options);
  if (!pack)
    return fail(pack.error());
  const auto how = chosen(*pack, options);
  if (!how)
    return fail(how.error());
  const auto texts = known_case_texts(options.paths);
  if (!texts)
    return fail(texts.error());
  auto ready = check_all(*pack, *texts, *how);
  if (ready && !options.html_file.empty())
    ready = can_write(options.html_file);
  if (!ready)
    return fail(ready.error());
  auto judged = judge_all(*pack, *texts, *how, options.threads.value_or(all_cores()));
  if (!judged)
    return fail(judged.error());
  const auto evaluation = clinic::summarise(*pack, *std::move(judged), *how);
  if (!options.html_file.empty()) {
    const auto written = replace_file(options.html_file, clinic::evaluation_html(*pack, evaluation), false);
    if (!written)
      return fail(written.error());
  }
  print(options.json ? clinic::evaluation_json(*pack, evaluation)
                     : clinic::evaluation_text(*pack, evaluation, style_for(options, STDOUT_FILENO)));
  return fine;
}

} // namespace sura::cli
