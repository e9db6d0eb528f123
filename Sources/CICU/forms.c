#include "include/CICU.h"

#if __has_include(<unicode/uversion.h>)
#include <stdlib.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

// ICU normalizes and folds UTF-16 in C. These are called once per type, so the two conversions cost
// nothing; segmentation, where they would change the result, never comes here.

static const UNormalizer2 *normalizer(int32_t form, UErrorCode *status) {
  if (form == CICU_NFC) return unorm2_getNFCInstance(status);
  if (form == CICU_NFKC) return unorm2_getNFKCInstance(status);
  return NULL;
}

// UTF-16 units for one byte of UTF-8, at most: NFKC makes 18 of the three bytes of U+FDFA, folding then
// up to three of each.
enum { GROWTH = 18 };

typedef struct {
  UChar *units;
  int32_t length;
  int32_t capacity;
} Text;

static void normalize(const UNormalizer2 *form, Text *from, Text *to, UErrorCode *status) {
  if (form == NULL || U_FAILURE(*status)) return;
  to->length = unorm2_normalize(form, from->units, from->length, to->units, to->capacity, status);
  Text other = *from;
  *from = *to;
  *to = other;
}

int32_t cicu_transform(
    int32_t normalization, int32_t folding, const uint8_t *text, int32_t length, uint8_t *result,
    int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *form = normalizer(normalization, &status);
  if (U_FAILURE(status) || length > INT32_MAX / (GROWTH * 8)) return -1;
  int32_t space = length * GROWTH + 16;
  UChar *memory = malloc(sizeof(UChar) * 2 * (size_t)space);
  if (memory == NULL) return -1;
  Text current = {memory, 0, space}, spare = {memory + space, 0, space};

  u_strFromUTF8(current.units, space, &current.length, (const char *)text, length, &status);
  normalize(form, &current, &spare, &status);
  if (folding != CICU_KEEP_CASE && U_SUCCESS(status)) {
    uint32_t options =
        folding == CICU_FOLD_CASE_TURKIC ? U_FOLD_CASE_EXCLUDE_SPECIAL_I : U_FOLD_CASE_DEFAULT;
    spare.length =
        u_strFoldCase(spare.units, space, current.units, current.length, options, &status);
    Text other = current;
    current = spare;
    spare = other;
    normalize(form, &current, &spare, &status);
  }
  int32_t needed = -1;
  if (U_SUCCESS(status)) {
    // A result that is too long is no failure: its length is what the caller wants to know.
    u_strToUTF8((char *)result, capacity, &needed, current.units, current.length, &status);
    if (U_FAILURE(status) && status != U_BUFFER_OVERFLOW_ERROR) needed = -1;
  }
  free(memory);
  return needed;
}
#endif
