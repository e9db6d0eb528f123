#include "include/CICU.h"

#if __has_include(<unicode/uversion.h>)
#include <unicode/uchar.h>
#include <unicode/uscript.h>

/// Whether ICU's word rules know the character as one for a dictionary or by its script.
static bool is_special(UChar32 character) {
  if (u_getIntPropertyValue(character, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT) return true;
  if (character >= 0xAC00 && character <= 0xD7A3) return true;
  UErrorCode status = U_ZERO_ERROR;
  UScriptCode script = uscript_getScript(character, &status);
  return U_FAILURE(status) || script == USCRIPT_HAN || script == USCRIPT_HIRAGANA ||
         script == USCRIPT_KATAKANA || u_hasBinaryProperty(character, UCHAR_IDEOGRAPHIC);
}

static uint8_t word_class(UChar32 character) {
  int32_t value = u_getIntPropertyValue(character, UCHAR_WORD_BREAK);
  uint8_t result;
  switch (value) {
  case U_WB_OTHER: result = CICU_WORD_OTHER; break;
  case U_WB_ALETTER: result = CICU_WORD_LETTER; break;
  case U_WB_NUMERIC: result = CICU_WORD_NUMBER; break;
  case U_WB_EXTENDNUMLET: result = CICU_WORD_CONNECTOR; break;
  case U_WB_MIDLETTER: result = CICU_WORD_MID_LETTER; break;
  case U_WB_MIDNUM: result = CICU_WORD_MID_NUMBER; break;
  case U_WB_MIDNUMLET: result = CICU_WORD_MID_BOTH; break;
  default: return CICU_WORD_FOREIGN;
  }
  return is_special(character) ? CICU_WORD_FOREIGN : result;
}

static uint8_t sentence_class(UChar32 character) {
  switch (u_getIntPropertyValue(character, UCHAR_SENTENCE_BREAK)) {
  case U_SB_OTHER: return CICU_SENTENCE_OTHER;
  case U_SB_EXTEND: case U_SB_FORMAT: return CICU_SENTENCE_EXTEND;
  case U_SB_LOWER: return CICU_SENTENCE_LOWER;
  case U_SB_UPPER: return CICU_SENTENCE_UPPER;
  case U_SB_OLETTER: return CICU_SENTENCE_LETTER;
  case U_SB_NUMERIC: return CICU_SENTENCE_NUMBER;
  case U_SB_SP: return CICU_SENTENCE_SPACE;
  case U_SB_CLOSE: return CICU_SENTENCE_CLOSE;
  case U_SB_ATERM: return CICU_SENTENCE_STOP;
  case U_SB_STERM: return CICU_SENTENCE_MARK;
  case U_SB_SCONTINUE: return CICU_SENTENCE_CONTINUE;
  case U_SB_CR: case U_SB_LF: return CICU_SENTENCE_LINE_END;
  default: return CICU_SENTENCE_FOREIGN;
  }
}

void cicu_word_classes(uint32_t first, uint32_t count, uint8_t *classes) {
  for (uint32_t index = 0; index < count; ++index) {
    classes[index] = word_class((UChar32)(first + index));
  }
}

void cicu_sentence_classes(uint32_t first, uint32_t count, uint8_t *classes) {
  for (uint32_t index = 0; index < count; ++index) {
    classes[index] = sentence_class((UChar32)(first + index));
  }
}
#endif
