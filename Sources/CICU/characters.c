#include "include/CICU.h"

// Without ICU's headers versions.c alone complains.
#if __has_include(<unicode/uversion.h>)
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

uint32_t cicu_script(uint32_t character) {
  UErrorCode status = U_ZERO_ERROR;
  const char *name = uscript_getShortName(uscript_getScript((UChar32)character, &status));
  if (U_FAILURE(status) || name == NULL || strlen(name) != 4) return 0;
  return (uint32_t)(uint8_t)name[0] << 24 | (uint32_t)(uint8_t)name[1] << 16 |
         (uint32_t)(uint8_t)name[2] << 8 | (uint32_t)(uint8_t)name[3];
}

static uint16_t short_name(UProperty property, uint32_t character) {
  const char *name = u_getPropertyValueName(
      property, u_getIntPropertyValue((UChar32)character, property), U_SHORT_PROPERTY_NAME);
  if (name == NULL || strlen(name) != 2) return 0;
  return (uint16_t)((uint8_t)name[0] << 8 | (uint8_t)name[1]);
}

uint16_t cicu_general_category(uint32_t character) {
  return short_name(UCHAR_GENERAL_CATEGORY, character);
}

bool cicu_is_white_space(uint32_t character) { return u_isUWhiteSpace((UChar32)character); }

bool cicu_is_right_to_left(uint32_t character) {
  UCharDirection direction = u_charDirection((UChar32)character);
  return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
}

bool cicu_is_terminal_punctuation(uint32_t character) {
  return u_hasBinaryProperty((UChar32)character, UCHAR_TERMINAL_PUNCTUATION);
}

bool cicu_is_wide(uint32_t character) {
  int32_t width = u_getIntPropertyValue((UChar32)character, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH;
}
#endif
