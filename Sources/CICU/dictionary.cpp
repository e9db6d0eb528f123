#include "include/CICU.h"

#if __has_include(<unicode/uversion.h>)
#include <memory>
#include <unicode/ucharstrie.h>
#include <unicode/udata.h>

// ICU's break engine looks every word up from the root of its trie, whose branch has many thousand
// ways. Here what follows the first character is kept in a table; the rest is ICU's own trie.

namespace {

/// The characters that have a place in the table: all that begin words in numbers.
constexpr uint16_t firstCharacter = 0x3000;
constexpr uint16_t lastCharacter = 0x9FFF;

/// What the trie knows after one character.
struct Root {
  uint64_t state;
  /// The cost of the character as a word, or -1 if it is none.
  int32_t cost;
  bool goesOn;
};

/// The header of a dictionary: eight numbers, of which the first is where the trie begins and the
/// fifth what it consists of, with a bit for values.
constexpr int32_t headerLength = 8;
constexpr int32_t typeOfCharacters = 1 | 8;

UBool U_CALLCONV isKnown(void *, const char *, const char *, const UDataInfo *info) {
  const uint8_t *format = info->dataFormat;
  return info->isBigEndian == U_IS_BIG_ENDIAN && format[0] == 'D' && format[1] == 'i' &&
         format[2] == 'c' && format[3] == 't' && info->formatVersion[0] == 1;
}

} // namespace

struct cicu_dictionary {
  UDataMemory *data = nullptr;
  const char16_t *trie = nullptr;
  std::unique_ptr<Root[]> roots;

  ~cicu_dictionary() { udata_close(data); }
};

cicu_dictionary *cicu_dictionary_open(void) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<cicu_dictionary> result(new cicu_dictionary());
  result->data =
      udata_openChoice(U_ICUDATA_NAME "-brkitr", "dict", "cjdict", isKnown, nullptr, &status);
  if (U_FAILURE(status)) return nullptr;
  auto *header = static_cast<const int32_t *>(udata_getMemory(result->data));
  if (header[0] < headerLength * int32_t(sizeof(int32_t)) || header[4] != typeOfCharacters) {
    return nullptr;
  }
  result->trie = reinterpret_cast<const char16_t *>(
      reinterpret_cast<const char *>(header) + header[0]);
  result->roots.reset(new Root[lastCharacter - firstCharacter + 1]);
  icu::UCharsTrie trie(result->trie);
  for (int32_t character = firstCharacter; character <= lastCharacter; ++character) {
    UStringTrieResult found = trie.first(character);
    Root &root = result->roots[character - firstCharacter];
    root.goesOn = USTRINGTRIE_HAS_NEXT(found);
    root.cost = USTRINGTRIE_HAS_VALUE(found) ? trie.getValue() : -1;
    root.state = root.goesOn ? trie.getState64() : 0;
  }
  return result.release();
}

void cicu_dictionary_close(cicu_dictionary *dictionary) { delete dictionary; }

int32_t cicu_dictionary_prefixes(
    const cicu_dictionary *dictionary, const uint16_t *text, int32_t length, int32_t *lengths,
    int32_t *costs) {
  if (length < 1 || text[0] < firstCharacter || text[0] > lastCharacter) return 0;
  const Root &root = dictionary->roots[text[0] - firstCharacter];
  int32_t count = 0;
  if (root.cost >= 0) {
    lengths[0] = 1;
    costs[0] = root.cost;
    count = 1;
  }
  if (!root.goesOn || length == 1) return count;
  icu::UCharsTrie trie(dictionary->trie);
  trie.resetToState64(root.state);
  for (int32_t index = 1; index < length; ++index) {
    UStringTrieResult found = trie.next(text[index]);
    if (USTRINGTRIE_HAS_VALUE(found)) {
      lengths[count] = index + 1;
      costs[count++] = trie.getValue();
    }
    if (!USTRINGTRIE_HAS_NEXT(found)) break;
  }
  return count;
}
#endif
