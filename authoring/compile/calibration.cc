// calibration.yaml: published figures that the model's predictions are compared with.
#include <algorithm>

#include "authoring/compile/parts.h"
#include "sura/clinic/case.h"

namespace sura::authoring {
namespace {

CauseSet read_causes(const Node& node, std::string_view key) {
  CauseSet set;
  for (const Node& item : node.items(key)) {
    if (item.text() == "something-else") {
      set.something_else = true;
    } else if (const auto condition = look_up(item, node.bench().pack.conditions, item.text(), "a condition")) {
      set.conditions.push_back(*condition);
    }
  }
  return set;
}

void read_share(const Node& share, CalibrationLine& line) {
  share.allow({"cause", "present", "when"});
  if (const auto when = share.get("when")) {
    line.counted = CalibrationLine::Counted::answers;
    line.answers = read_expression(*when);
  } else if (share.has("present")) {
    line.counted = CalibrationLine::Counted::present;
    line.present = read_causes(share, "present").conditions;
  } else {
    line.cause = read_causes(share, "cause");
    if (line.cause.empty()) {
      share.complain(ErrorCode::missing, "nothing to count", "one of cause, present and when");
    }
  }
}

/// A test under a name of its own, for `{test: ID}` in what follows.
void read_test(const Node& node) {
  node.allow({"test", "when"});
  const auto when = node.require("when");
  if (when && !node.bench().tests.emplace(node.text("test"), read_expression(*when)).second) {
    node.complain(ErrorCode::duplicate, "'" + node.text("test") + "' twice", "each test once");
  }
}

CauseMix read_mix(const Node& node) {
  node.allow({"mix", "of", "parts", "note"});
  CauseMix mix;
  mix.id = node.text("mix");
  if (const auto of = node.require("of")) {
    mix.of = read_expression(*of);
  }
  double sum = 0.0;
  for (const Node& item : node.items("parts")) {
    item.allow({"cause", "share"});
    CauseMix::Part part;
    part.cause = read_causes(item, "cause");
    if (const auto share = item.require("share")) {
      part.share = read_number(*share, Domain::probability, {"calibration/" + mix.id, "share"});
    }
    if (part.cause.empty()) {
      item.complain(ErrorCode::missing, "a part without a cause", "cause: [...]");
    }
    sum += part.share.value;
    mix.parts.push_back(std::move(part));
  }
  if (mix.parts.empty() || sum > 1.0) {
    node.complain(ErrorCode::inconsistent, mix.parts.empty() ? "no parts" : "parts of more than the whole",
                  "parts that leave something to the others");
  }
  return mix;
}

CalibrationLine read_line(const Node& node, const std::vector<CauseMix>& mixes) {
  const clinic::Pack& pack = node.bench().pack;
  node.allow({"id", "split", "setting", "role", "mix", "among", "among_cause", "share", "published", "note"});
  CalibrationLine line;
  line.id = node.text("id");
  if (const auto split = node.require("split")) {
    line.fit = split->choice({"fit", "validation"}, "fit or validation") == 0;
  }
  if (const auto setting = node.require("setting")) {
    line.setting = look_up(*setting, pack.settings, setting->text(), "a setting").value_or(0);
  }
  if (const auto role = node.get("role")) {
    line.role = look_up(*role, pack.roles, role->text(), "a role").value_or(0);
  } else {
    line.role = pack.roles.size() > 1 ? 1 : 0;
  }
  if (const auto mix = node.get("mix")) {
    if (const auto index = look_up(*mix, mixes, mix->text(), "a mix")) {
      line.mix = mixes[*index];
    }
  }
  if (const auto among = node.get("among")) {
    line.among = read_expression(*among);
  }
  line.among_cause = read_causes(node, "among_cause");
  if (const auto share = node.require("share")) {
    read_share(*share, line);
  }
  if (const auto published = node.require("published")) {
    line.record = published->text_or("record", "");
    line.published = read_number(*published, Domain::probability, {"calibration/" + line.id, "published"});
  }
  line.note = node.text_or("note", "");
  return line;
}

bool rests_on(const clinic::Pack& pack, const clinic::Derivation& number, const std::string& record) {
  const auto is_member = [&](const clinic::Pool::Member& member) { return pack.records[member.record].id == record; };
  return number.record == record ||
         (number.pool && std::any_of(number.pool->members.begin(), number.pool->members.end(), is_member));
}

/// What a figure has set cannot be held against it.
void complain_of_use(const Node& node, const CalibrationLine& line, std::size_t derivations) {
  const clinic::Pack& pack = node.bench().pack;
  const auto end = pack.derivations.begin() + static_cast<std::ptrdiff_t>(derivations);
  const auto used = std::find_if(pack.derivations.begin(), end,
                                 [&](const clinic::Derivation& number) { return rests_on(pack, number, line.record); });
  if (!line.fit && !line.record.empty() && used != end) {
    node.complain(ErrorCode::inconsistent,
                  "validation by '" + line.record + "', which sets " + used->subject + " " + used->quantity + " (" +
                      used->file + ":" + std::to_string(used->line) + ")",
                  "split: fit, or a record that sets no number");
  }
}

} // namespace

std::vector<CalibrationLine> read_calibration(Workbench& bench, const Files& files) {
  std::vector<CalibrationLine> lines;
  const auto file = std::find_if(files.begin(), files.end(),
                                 [](const File& candidate) { return candidate.path == "calibration.yaml"; });
  const std::size_t derivations = bench.pack.derivations.size();
  std::vector<CauseMix> mixes;
  if (file != files.end()) {
    for (const Node& node : Node(bench, file->path, file->yaml).items()) {
      if (node.has("test")) {
        read_test(node);
      } else if (node.has("mix") && !node.has("id")) {
        mixes.push_back(read_mix(node));
      } else {
        lines.push_back(read_line(node, mixes));
        each_once(node, lines);
        complain_of_use(node, lines.back(), derivations);
      }
    }
  }
  return lines;
}

} // namespace sura::authoring
