// How wide and how colourful a stream may be. Thread-safety: reads the environment; call from one thread.
#pragma once

#include "apps/cli/options.h"
#include "sura/clinic/assessment.h"

namespace sura::cli {

/// Width and colour for a stream (a file descriptor: 1 or 2). Width: --width, else the terminal's up to 100, else 80.
/// Colour: --color, else only on a terminal that can, and never with NO_COLOR set.
clinic::TextStyle style_for(const Options& options, int stream);

} // namespace sura::cli
