#include "authoring/yaml/yaml.h"

#include <algorithm>
#include <istream>
#include <set>
#include <sstream>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

namespace sura::authoring {
namespace {

/// Thrown through yaml-cpp's parser and caught below; never leaves this file.
struct Refused {
  Error error;
};

std::string at(const std::string& name, std::uint32_t line) {
  return name + ":" + std::to_string(line);
}

/// Builds the tree from yaml-cpp's events.
class TreeBuilder : public YAML::EventHandler {
public:
  explicit TreeBuilder(const std::string& name) : name_(name) {}

  Yaml take() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark& /*mark*/) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { leaf(mark, anchor, {}); }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    Yaml node;
    node.kind = Yaml::Kind::scalar;
    node.scalar = value;
    node.quoted = tag == "!";
    leaf(mark, anchor, std::move(node));
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override {
    refuse(mark, "an alias (*name)", "the value itself");
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& /*tag*/, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value /*style*/) override {
    open(mark, anchor, Yaml::Kind::list);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& /*tag*/, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value /*style*/) override {
    open(mark, anchor, Yaml::Kind::map);
  }
  void OnMapEnd() override { close(); }

private:
  struct Open {
    Yaml node;
    bool has_key = false;
    std::string key;
    std::set<std::string> seen;
  };

  static std::uint32_t line_of(const YAML::Mark& mark) {
    return static_cast<std::uint32_t>(std::max(0, mark.line) + 1);
  }

  [[noreturn]] void refuse(const YAML::Mark& mark, const std::string& found, const std::string& expected,
                           ErrorCode code = ErrorCode::syntax) const {
    throw Refused{{code, at(name_, line_of(mark)), found, expected, ""}};
  }
  void leaf(const YAML::Mark& mark, YAML::anchor_t anchor, Yaml node) {
    no_anchor(mark, anchor);
    node.line = line_of(mark);
    place(mark, std::move(node));
  }
  void open(const YAML::Mark& mark, YAML::anchor_t anchor, Yaml::Kind kind) {
    no_anchor(mark, anchor);
    if (stack_.size() >= static_cast<std::size_t>(max_yaml_depth)) {
      refuse(mark, "nesting deeper than " + std::to_string(max_yaml_depth), "a flatter document", ErrorCode::too_large);
    }
    if (!stack_.empty() && stack_.back().node.kind == Yaml::Kind::map && !stack_.back().has_key) {
      refuse(mark, "a list or map as a key", "a plain key");
    }
    Open opened;
    opened.node.kind = kind;
    opened.node.line = line_of(mark);
    stack_.push_back(std::move(opened));
  }
  void close() {
    Yaml done = std::move(stack_.back().node);
    stack_.pop_back();
    YAML::Mark mark;
    mark.line = static_cast<int>(done.line) - 1;
    place(mark, std::move(done));
  }
  void no_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) const {
    if (anchor != 0) {
      refuse(mark, "an anchor (&name)", "plain values");
    }
  }
  void place(const YAML::Mark& mark, Yaml node) {
    if (stack_.empty()) {
      root_ = std::move(node);
      return;
    }
    Open& parent = stack_.back();
    if (parent.node.kind == Yaml::Kind::list) {
      parent.node.list.push_back(std::move(node));
    } else if (!parent.has_key) {
      parent.key = node.scalar;
      parent.has_key = true;
      if (!parent.seen.insert(parent.key).second) {
        refuse(mark, "the key '" + parent.key + "' twice", "each key once", ErrorCode::duplicate);
      }
    } else {
      parent.node.map.push_back({std::move(parent.key), std::move(node)});
      parent.key.clear();
      parent.has_key = false;
    }
  }

  const std::string& name_;
  std::vector<Open> stack_;
  Yaml root_;
};

} // namespace

const Yaml* Yaml::find(std::string_view key) const {
  const auto found = std::find_if(map.begin(), map.end(), [&](const YamlEntry& entry) { return entry.key == key; });
  return found == map.end() ? nullptr : &found->value;
}

std::string Yaml::describe() const {
  switch (kind) {
  case Kind::nothing:
    return "nothing";
  case Kind::scalar:
    return "'" + scalar.substr(0, 60) + "'";
  case Kind::list:
    return "a list";
  case Kind::map:
    return "a map";
  }
  return "";
}

Result<Yaml> parse_yaml(std::string_view bytes, const std::string& name) {
  TreeBuilder builder(name);
  try {
    std::istringstream stream{std::string(bytes)};
    YAML::Parser parser(stream);
    parser.HandleNextDocument(builder);
    Yaml document = builder.take();
    TreeBuilder rest(name);
    if (parser.HandleNextDocument(rest) && rest.take().kind != Yaml::Kind::nothing) {
      return fail({ErrorCode::syntax, name, "a second document (---)", "one document", ""});
    }
    return document;
  } catch (const Refused& refused) {
    return fail(refused.error);
  } catch (const YAML::Exception& error) {
    return fail({ErrorCode::syntax, at(name, static_cast<std::uint32_t>(std::max(0, error.mark.line) + 1)), error.msg,
                 "well-formed YAML", ""});
  } catch (const std::exception& error) { // yaml-cpp lets a few of the standard library's through
    return fail({ErrorCode::syntax, name, error.what(), "well-formed YAML", ""});
  }
}

} // namespace sura::authoring
