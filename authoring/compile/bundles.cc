// bundles.yaml: named sets of answers.
#include "authoring/compile/parts.h"

#include <algorithm>

namespace sura::authoring {

void read_bundles(Workbench& bench, const Files& files) {
  clinic::Pack& pack = bench.pack;
  for (const File& file : files) {
    if (file.path != "bundles.yaml") {
      continue;
    }
    for (const Node& node : Node(bench, file.path, file.yaml).items()) {
      node.allow({"id", "absent"});
      clinic::Bundle bundle;
      bundle.id = node.text("id");
      for (const Node& item : node.items("absent")) {
        const auto finding = look_up(item, pack.findings, item.text(), "a finding");
        if (finding && std::find(bundle.absent.begin(), bundle.absent.end(), *finding) != bundle.absent.end()) {
          item.complain(ErrorCode::duplicate, "'" + item.text() + "' twice", "each finding once");
        } else if (finding) {
          bundle.absent.push_back(*finding);
        }
      }
      if (bundle.absent.empty()) {
        node.complain(ErrorCode::missing, "no findings of the bundle '" + bundle.id + "'", "absent: [...]");
      }
      // A bundle is named where an answer could be: its id may not be that of one.
      if (clinic::find_finding(pack, bundle.id) || clinic::find_background(pack, bundle.id)) {
        node.complain(ErrorCode::duplicate, "'" + bundle.id + "', a finding or background item", "an id of its own");
      }
      pack.bundles.push_back(std::move(bundle));
      each_once(node, pack.bundles);
    }
  }
}

} // namespace sura::authoring
