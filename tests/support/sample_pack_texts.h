// The words of the sample pack, by the keys of docs/authoring.md.
#pragma once

#include "sura/clinic/pack.h"

namespace sura::clinic {

/// English texts for every id of the sample pack.
Texts sample_pack_texts();

} // namespace sura::clinic
