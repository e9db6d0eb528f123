#include "include/CICU.h"

#if __has_include(<unicode/uversion.h>)
#include <cstdio>
#include <memory>
#include <string>
#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/rbbi.h>
#include <unicode/utext.h>

// C++, because only there ICU shows the source of its rules (`RuleBasedBreakIterator::getRules`).

struct cicu_breaks {
  std::unique_ptr<icu::BreakIterator> iterator;
  UText text = UTEXT_INITIALIZER;

  ~cicu_breaks() { utext_close(&text); }
};

namespace {

void replace(std::string &source, const std::string &from, const std::string &to) {
  size_t place = source.find(from);
  if (place != std::string::npos) source.replace(place, from.size(), to);
}

/// The segments of an ASCII text, each followed by '|'.
std::string segments(icu::BreakIterator &iterator, const char *text) {
  iterator.setText(icu::UnicodeString::fromUTF8(text));
  std::string result;
  int32_t start = iterator.first();
  for (int32_t end = iterator.next(); end != icu::BreakIterator::DONE; end = iterator.next()) {
    result.append(text + start, size_t(end - start)).push_back('|');
    start = end;
  }
  return result;
}

/// Word rules of UAX #29 to the letter: ICU's own rule source with the two tailorings of its root
/// taken back ('@' as a letter, ':' and its compatibility forms not in MidLetter). Statuses and
/// dictionaries stay as they are.
icu::BreakIterator *openUAX29(const icu::Locale &locale, UErrorCode &status, char reason[256]) {
  std::unique_ptr<icu::BreakIterator> root(
      icu::BreakIterator::createWordInstance(locale, status));
  auto *rules = dynamic_cast<icu::RuleBasedBreakIterator *>(root.get());
  if (U_FAILURE(status) || rules == nullptr) return nullptr;
  std::string source;
  rules->getRules().toUTF8String(source);
  replace(source, "[\\p{Word_Break=ALetter}@]", "[\\p{Word_Break=ALetter}]");
  replace(
      source, "[\\p{Word_Break=MidLetter}-[\\:\\uFE55\\uFF1A]]", "[\\p{Word_Break=MidLetter}]");
  UParseError place;
  std::unique_ptr<icu::BreakIterator> result(new icu::RuleBasedBreakIterator(
      icu::UnicodeString::fromUTF8(source), place, status));
  if (U_FAILURE(status)) return nullptr;
  // Another ICU may write its rules differently; what they do is what counts.
  if (segments(*result, "a@b a:b 1:2") != "a|@|b| |a:b| |1|:|2|") {
    std::snprintf(reason, 256, "the rules of this ICU are not the ones known here");
    return nullptr;
  }
  return result.release();
}

icu::BreakIterator *open(
    int32_t kind, const icu::Locale &locale, UErrorCode &status, char reason[256]) {
  switch (kind) {
  case CICU_WORD_ICU: return icu::BreakIterator::createWordInstance(locale, status);
  case CICU_WORD_UAX29: return openUAX29(locale, status, reason);
  case CICU_SENTENCE: return icu::BreakIterator::createSentenceInstance(locale, status);
  case CICU_GRAPHEME: return icu::BreakIterator::createCharacterInstance(locale, status);
  default: status = U_ILLEGAL_ARGUMENT_ERROR; return nullptr;
  }
}

} // namespace

cicu_breaks *cicu_breaks_open(int32_t kind, const char *locale, char reason[256]) {
  UErrorCode status = U_ZERO_ERROR;
  reason[0] = '\0';
  std::unique_ptr<cicu_breaks> breaks(new cicu_breaks());
  bool isRoot = locale[0] == '\0';
  icu::Locale wanted = isRoot ? icu::Locale::getRoot() : icu::Locale::forLanguageTag(locale, status);
  if (U_FAILURE(status) || wanted.isBogus()) {
    std::snprintf(reason, 256, "there is no locale of that name");
    return nullptr;
  }
  breaks->iterator.reset(open(kind, wanted, status, reason));
  if (U_SUCCESS(status) && breaks->iterator) return breaks.release();
  if (reason[0] == '\0') std::snprintf(reason, 256, "%s", u_errorName(status));
  return nullptr;
}

cicu_breaks *cicu_breaks_clone(const cicu_breaks *breaks) {
  std::unique_ptr<cicu_breaks> copy(new cicu_breaks());
  copy->iterator.reset(breaks->iterator->clone());
  return copy->iterator ? copy.release() : nullptr;
}

void cicu_breaks_close(cicu_breaks *breaks) { delete breaks; }

bool cicu_breaks_start(cicu_breaks *breaks, const uint8_t *text, int32_t length) {
  UErrorCode status = U_ZERO_ERROR;
  utext_openUTF8(&breaks->text, reinterpret_cast<const char *>(text), length, &status);
  breaks->iterator->setText(&breaks->text, status);
  return U_SUCCESS(status);
}

int32_t cicu_breaks_fill(
    cicu_breaks *breaks, int32_t *ends, uint16_t *statuses, int32_t capacity) {
  icu::BreakIterator &iterator = *breaks->iterator;
  for (int32_t index = 0; index < capacity; ++index) {
    int32_t end = iterator.next();
    if (end == icu::BreakIterator::DONE) return index;
    ends[index] = end;
    if (statuses != nullptr) statuses[index] = uint16_t(iterator.getRuleStatus());
  }
  return capacity;
}

int64_t cicu_breaks_count(cicu_breaks *breaks, const uint8_t *text, int32_t length) {
  if (!cicu_breaks_start(breaks, text, length)) return -1;
  int64_t count = 0;
  while (breaks->iterator->next() != icu::BreakIterator::DONE) ++count;
  return count;
}
#endif
