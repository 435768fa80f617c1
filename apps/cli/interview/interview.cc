// The interview: question, answer, next question, until there is enough to say; then the assessment.
#include <filesystem>

#include <unistd.h>

#include "apps/cli/commands/case_input.h"
#include "apps/cli/commands/commands.h"
#include "apps/cli/files.h"
#include "apps/cli/interview/conversation.h"
#include "apps/cli/interview/progress.h"
#include "apps/cli/interview/wording.h"
#include "apps/cli/pack_source.h"
#include "apps/cli/print.h"
#include "apps/cli/terminal/emergency.h"
#include "apps/cli/terminal/style.h"
#include "clinic/report/reasons.h"
#include "sura/clinic/assessment.h"

namespace sura::cli {
namespace {

using Stop = clinic::Step::Stop;

class Interview {
public:
  Interview(const clinic::Pack& pack, const Options& options, Progress start)
      : pack_(pack), options_(options), progress_(std::move(start)),
        words_(pack, options.language, reader_of(progress_.role)),
        stream_(options.json ? STDERR_FILENO : STDOUT_FILENO),
        conversation_(words_, style_for(options, stream_), isatty(STDIN_FILENO) != 0,
                      [this](std::string_view text) { say(text); }),
        file_(options.save_file.empty() ? options.resume_file : options.save_file) {}

  Result<int> run();

private:
  void say(std::string_view text) const;
  void greet() const;
  void save();
  void warn_before_answer(const Turn& turn) const;
  Result<int> answer(const Turn& turn);
  int end_early() const;

  const clinic::Pack& pack_;
  const Options& options_;
  Progress progress_;
  std::vector<Progress> earlier_; // for `back`
  clinic::Words words_;
  int stream_;
  Conversation conversation_;
  std::string file_; // where the answers are kept; empty: nowhere
  bool saved_ = false;
};

void Interview::say(std::string_view text) const {
  if (stream_ == STDERR_FILENO)
    return print_error(text);
  print(text);
  flush_output();
}

void Interview::greet() const {
  conversation_.say_paragraph(own_text(words_, "welcome"));
  conversation_.say_paragraph(own_text(words_, "how-to-answer"));
  if (!options_.resume_file.empty())
    conversation_.say_paragraph(own_text(words_, "resumed", {{"file", printable(options_.resume_file)}}));
  if (!file_.empty())
    conversation_.say_paragraph(own_text(words_, "saving", {{"file", printable(file_)}}));
}

void Interview::save() {
  if (file_.empty() || !progress_.the_case)
    return;
  const auto written = replace_file(file_, clinic::write_case(pack_, *progress_.the_case), true);
  saved_ = saved_ || written.has_value();
  if (!written) // the answers so far are worth more than the file
    conversation_.say_paragraph(own_text(words_, "not-saved", {{"reason", printable(written.error().message())}}));
}

int Interview::end_early() const {
  const bool kept = saved_ || !options_.resume_file.empty();
  conversation_.say_paragraph(
      own_text(words_, kept ? "interrupted.kept" : "interrupted.nothing-kept", {{"file", printable(file_)}}));
  return interrupted;
}

void Interview::warn_before_answer(const Turn& turn) const {
  const auto style = style_for(options_, stream_);
  const std::string numbers = clinic::numbers_to_call(pack_, words_, progress_.country);
  if (!turn.after_red_flags()) {
    conversation_.say("\n");
    conversation_.say_paragraph(own_text(words_, "red-flags-not-asked"));
    conversation_.say(emergency_text(emergency_signs(words_, numbers), style));
  }
  if (!turn.is_end() || turn.step.stop != Stop::emergency)
    return;
  conversation_.say("\n" + paragraph(style, own_text(words_, "emergency"), 0, "", Tone::alarm));
  for (const auto index : clinic::red_flags(pack_, *progress_.the_case))
    if (pack_.red_flags[index].urgency == clinic::Urgency::emergency)
      conversation_.say_paragraph(words_.of("red-flag." + pack_.red_flags[index].id), 2);
  conversation_.say_paragraph(emergency_call(words_, numbers), 2);
}

Result<int> Interview::answer(const Turn& turn) {
  if (!progress_.the_case)
    return fail(
        {ErrorCode::missing, "sura interview", "the end of the answers", "age, sex and what the trouble is", ""});
  warn_before_answer(turn);
  clinic::AssessOptions how;
  how.language = options_.language;
  const auto assessment = clinic::assess(pack_, *progress_.the_case, how);
  if (!assessment)
    return fail(assessment.error());
  conversation_.say("\n");
  print(options_.json ? clinic::to_json(pack_, *assessment)
                      : clinic::to_text(pack_, *assessment, style_for(options_, STDOUT_FILENO)));
  if (saved_)
    print_error(paragraph(style_for(options_, STDERR_FILENO), own_text(words_, "saved", {{"file", printable(file_)}})));
  return fine;
}

Result<int> Interview::run() {
  catch_interrupts();
  greet();
  while (true) {
    const auto turn = next_turn(pack_, progress_);
    if (!turn)
      return fail(turn.error());
    if (turn->is_end())
      return answer(*turn);
    const auto heard = conversation_.ask(question_of(pack_, words_, *turn));
    if (heard.kind == Conversation::Heard::Kind::interrupted)
      return end_early();
    if (heard.kind == Conversation::Heard::Kind::end || heard.reply.kind == Reply::Kind::stop)
      return answer(*turn);
    if (heard.reply.kind == Reply::Kind::back) {
      if (earlier_.empty()) {
        conversation_.say_paragraph(own_text(words_, "nothing-earlier"), 2);
        continue;
      }
      progress_ = std::move(earlier_.back());
      earlier_.pop_back();
    } else {
      auto after = answered(pack_, progress_, *turn, heard.reply);
      if (!after) { // an answer that contradicts another: said, and asked again
        conversation_.say_paragraph(printable(after.error().message()), 2);
        continue;
      }
      earlier_.push_back(std::exchange(progress_, *std::move(after)));
    }
    save();
  }
}

/// A new file must not replace anything, least of all an earlier interview.
Result<void> check_new_file(const Options& options) {
  if (options.save_file.empty() || options.save_file == options.resume_file)
    return {};
  std::error_code ignored;
  if (std::filesystem::exists(options.save_file, ignored))
    return fail({ErrorCode::inconsistent, "--save", options.save_file + ", which is there already",
                 "a new file name, or --resume to go on from that file", ""});
  return can_write(options.save_file);
}

Result<Progress> starting_point(const clinic::Pack& pack, const Options& options) {
  if (!options.resume_file.empty()) {
    auto the_case = read_case_file(pack, options, options.resume_file);
    if (!the_case)
      return fail(the_case.error());
    return resumed(*std::move(the_case));
  }
  const auto chosen = chosen_role_and_setting(pack, options);
  if (!chosen)
    return fail(chosen.error());
  Progress progress;
  progress.role = chosen->role;
  progress.setting = chosen->setting;
  progress.country = chosen->country;
  return progress;
}

} // namespace

Result<int> interview(const Options& options) {
  const auto pack = load_pack(options);
  if (!pack)
    return fail(pack.error());
  auto start = starting_point(*pack, options);
  if (!start)
    return fail(start.error());
  if (const auto checked = check_new_file(options); !checked)
    return fail(checked.error());
  return Interview(*pack, options, *std::move(start)).run();
}

} // namespace sura::cli
