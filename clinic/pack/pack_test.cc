// The compiled file: what is written is read back; anything else is an error and never a crash.
#include <cstring>
#include <iterator>
#include <random>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <gtest/gtest.h>

#include "clinic/pack/fields.h"
#include "tests/support/sample_pack.h"

namespace sura::clinic {
namespace {

const std::string& sample_bytes() {
  static const std::string bytes = write_pack(sample_pack());
  return bytes;
}

/// Size and checksum made to fit the payload, so that damage reaches the reader itself.
std::string sealed(std::string file) {
  const std::uint64_t size = file.size() - format::header_bytes;
  const std::uint64_t checksum = XXH3_64bits(file.data() + format::header_bytes, size);
  std::memcpy(file.data() + 12, &size, sizeof size);
  std::memcpy(file.data() + 20, &checksum, sizeof checksum);
  return file;
}

Error error_of(const std::string& bytes) {
  const auto pack = read_pack(bytes);
  EXPECT_FALSE(pack);
  return pack ? Error{} : pack.error();
}

TEST(PackFile, ReadsBackWhatItWrote) {
  const auto pack = read_pack(sample_bytes());
  ASSERT_TRUE(pack) << pack.error().message();
  EXPECT_EQ(write_pack(*pack), sample_bytes());
  const Pack original = sample_pack();
  EXPECT_EQ(pack->name, original.name);
  EXPECT_EQ(pack->conditions.size(), original.conditions.size());
  EXPECT_EQ(pack->texts.at("en").size(), original.texts.at("en").size());
  EXPECT_EQ(pack->conditions[0].findings[0].at_least[0].value, original.conditions[0].findings[0].at_least[0].value);
  EXPECT_EQ(pack->background[2].sex, Sex::female);
  EXPECT_FALSE(pack->perceptions.back().by_role[0].has_value());
}

TEST(PackFile, KeepsAPoolAndWhatIsJudged) {
  Pack pack = sample_pack();
  Pool pool{{{0, "sensitivity 0.5", 0.5, 0.4, 0.6, 0.25}, {1, "sensitivity 0.7", 0.7, 0.6, 0.8, 0.75}}};
  pool.tau_squared = 0.125;
  pool.i_squared = 0.5;
  pack.derivations.front().pool = pool;
  pack.derivations.front().judged = 0.25;
  const auto read = read_pack(write_pack(pack));
  ASSERT_TRUE(read) << read.error().message();
  const Derivation& row = read->derivations.front();
  EXPECT_EQ(row.judged, 0.25);
  ASSERT_TRUE(row.pool);
  ASSERT_EQ(row.pool->members.size(), 2U);
  EXPECT_EQ(row.pool->members[1].measure, "sensitivity 0.7");
  EXPECT_EQ(row.pool->members[1].weight, 0.75);
  EXPECT_EQ(row.pool->tau_squared, 0.125);
  EXPECT_FALSE(read->derivations.back().pool);
}

TEST(PackFile, BeginsWithItsNameVersionSizeAndChecksum) {
  EXPECT_EQ(sample_bytes().substr(0, 8), "SURAPACK");
  EXPECT_EQ(sealed(sample_bytes()), sample_bytes());
}

TEST(PackFile, SaysWhenItIsAnotherKindOfFile) {
  EXPECT_EQ(error_of("").found, "an empty file");
  EXPECT_EQ(error_of("{\"age\": 50}").found, "another kind of file");
  std::string other = sample_bytes();
  other[0] = 's';
  EXPECT_EQ(error_of(other).found, "another kind of file");
  EXPECT_EQ(error_of(other).code, ErrorCode::syntax);
}

TEST(PackFile, SaysWhenItIsAnotherVersion) {
  std::string other = sample_bytes();
  other[8] = static_cast<char>(format::version + 1);
  const Error error = error_of(other);
  EXPECT_EQ(error.code, ErrorCode::unsupported);
  EXPECT_EQ(error.found, "format version " + std::to_string(format::version + 1));
}

TEST(PackFile, SaysWhenItsChecksumDoesNotFit) {
  std::string other = sample_bytes();
  other.back() = static_cast<char>(other.back() ^ 1);
  EXPECT_EQ(error_of(other).found, "size or checksum that does not fit");
  EXPECT_EQ(error_of(sample_bytes() + "x").found, "size or checksum that does not fit");
}

TEST(PackFile, NoTruncationIsAWholePack) {
  Pack pack = sample_pack(); // with fewer words, of which it has many of a kind
  pack.texts.at("en").erase(std::next(pack.texts.at("en").begin(), 5), pack.texts.at("en").end());
  for (Derivation& derivation : pack.derivations) {
    derivation.subject = derivation.quantity = derivation.transform = derivation.reason = derivation.file = "";
  }
  const std::string whole = write_pack(pack);
  ASSERT_TRUE(read_pack(whole));
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const std::string part = whole.substr(0, size);
    ASSERT_FALSE(read_pack(part)) << size;
    if (size >= format::header_bytes) {
      ASSERT_FALSE(read_pack(sealed(part))) << size;
    }
  }
}

TEST(PackFile, NothingMayFollowThePack) {
  const Error error = error_of(sealed(sample_bytes() + "x"));
  EXPECT_EQ(error.found, "damaged data");
}

TEST(PackFile, FlippedBitsGiveAnErrorOrAValidPack) {
  std::mt19937 random(20261122); // NOLINT(cert-msc51-cpp): always the same flips
  std::uniform_int_distribution<std::size_t> place(format::header_bytes, sample_bytes().size() - 1);
  std::uniform_int_distribution<int> value(1, 255);
  int errors = 0;
  for (int i = 0; i < 2000; ++i) {
    std::string bytes = sample_bytes();
    const std::size_t at = place(random);
    bytes[at] = static_cast<char>(bytes[at] ^ value(random));
    const auto pack = read_pack(sealed(bytes));
    if (pack) {
      ASSERT_TRUE(validate(*pack)) << "byte " << at;
      const std::string written = write_pack(*pack);
      const auto again = read_pack(written);
      ASSERT_TRUE(again) << "byte " << at;
      ASSERT_EQ(write_pack(*again), written) << "byte " << at;
    } else {
      ++errors;
      ASSERT_FALSE(pack.error().where.empty()) << "byte " << at;
    }
  }
  EXPECT_GT(errors, 200); // sizes, indices and probabilities are most of what can go wrong
}

TEST(PackFile, HugeSizesCostNothing) {
  std::string bytes = sample_bytes();
  const std::uint32_t huge = 0xFFFFFFFF;
  std::memcpy(bytes.data() + format::header_bytes, &huge, sizeof huge); // the length of the pack's id
  EXPECT_EQ(error_of(sealed(bytes)).code, ErrorCode::syntax);
}

TEST(PackFile, ExpressionsNestedTooDeeplyAreRefused) {
  Pack pack = sample_pack();
  Expression deep;
  for (int i = 0; i < 1000; ++i) {
    Expression outer;
    outer.kind = Expression::Kind::all;
    outer.parts.push_back(std::move(deep));
    deep = std::move(outer);
  }
  pack.red_flags.front().when = std::move(deep);
  EXPECT_EQ(error_of(write_pack(pack)).found, "damaged data");
}

} // namespace
} // namespace sura::clinic
