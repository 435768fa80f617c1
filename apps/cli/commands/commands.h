// The commands, one function each: read what they need, call the clinic, print. Each returns what the program ends
// with, or the one error to report. Thread-safety: one command a process.
#pragma once

#include "apps/cli/options.h"
#include "sura/result.h"

namespace sura::cli {

Result<int> assess(const Options& options);
Result<int> whynot(const Options& options);
Result<int> what_if(const Options& options);
Result<int> sensitivity(const Options& options);
Result<int> cramp(const Options& options);
Result<int> batch(const Options& options);
Result<int> show_template(const Options& options);
Result<int> show_schema(const Options& options);

Result<int> find(const Options& options);
Result<int> list_conditions(const Options& options);
Result<int> list_findings(const Options& options);
Result<int> list_background(const Options& options);
Result<int> list_bundles(const Options& options);
Result<int> explain(const Options& options);

Result<int> calibrate_check(const Options& options);
Result<int> simulate(const Options& options);
Result<int> rehearse(const Options& options);
Result<int> evaluate(const Options& options);
Result<int> lint(const Options& options);
Result<int> compile(const Options& options);
Result<int> evidence(const Options& options);
Result<int> export_network(const Options& options);
Result<int> show_completion(const Options& options);

Result<int> interview(const Options& options);

} // namespace sura::cli
