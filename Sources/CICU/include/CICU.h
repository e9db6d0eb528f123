#ifndef TEXTCOLLAPSE_CICU_H
#define TEXTCOLLAPSE_CICU_H

// The one door to ICU. ICU renames its functions by macro (`ubrk_open` becomes `ubrk_open_72`), so
// Swift cannot call it directly; and no ICU type appears here, so no other target needs its headers.
// ICU gets the text that it segments as UTF-8, never as UTF-16: it cuts scripts that need a dictionary
// differently in the two.

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Versions of the ICU that is loaded and of the Unicode that it implements, such as "72.1", "15.0".
void cicu_versions(char icu[20], char unicode[20]);

// MARK: Boundaries

/// What a break iterator finds.
enum cicu_break_kind {
  /// Words by ICU's root rules.
  CICU_WORD_ICU = 0,
  /// Words by the rules of UAX #29 to the letter, with ICU's dictionaries.
  CICU_WORD_UAX29 = 1,
  CICU_SENTENCE = 2,
  CICU_GRAPHEME = 3,
};

/// A break iterator. It belongs to one thread at a time.
typedef struct cicu_breaks cicu_breaks;

/// Opens an iterator for a locale ("" is the root). On failure returns NULL and writes the reason.
cicu_breaks *cicu_breaks_open(int32_t kind, const char *locale, char reason[256]);

/// Copies an iterator without its text, or returns NULL.
cicu_breaks *cicu_breaks_clone(const cicu_breaks *breaks);

void cicu_breaks_close(cicu_breaks *breaks);

/// Begins with a text, which must stay where it is until it is done. Returns whether it worked.
bool cicu_breaks_start(cicu_breaks *breaks, const uint8_t *text, int32_t length);

/// Writes the ends and, unless `statuses` is NULL, the rule statuses of the next segments, at most
/// `capacity`, and returns how many there are; 0 when the text is done.
int32_t cicu_breaks_fill(
    cicu_breaks *breaks, int32_t *ends, uint16_t *statuses, int32_t capacity);

/// Counts the segments of a text: the plain loop over ICU, for benchmarks. Returns -1 on failure.
int64_t cicu_breaks_count(cicu_breaks *breaks, const uint8_t *text, int32_t length);

// MARK: Dictionary

/// ICU's dictionary of Chinese and Japanese words. It does not change, so threads may share it.
typedef struct cicu_dictionary cicu_dictionary;

/// Opens the dictionary, or returns NULL where this ICU has none in the form known here.
cicu_dictionary *cicu_dictionary_open(void);

void cicu_dictionary_close(cicu_dictionary *dictionary);

/// Finds the words with which a text in UTF-16 begins, shortest first: writes their lengths in code
/// units and their costs, and returns how many there are, at most `length`.
int32_t cicu_dictionary_prefixes(
    const cicu_dictionary *dictionary, const uint16_t *text, int32_t length, int32_t *lengths,
    int32_t *costs);

// MARK: Classes of characters

/// What a character is to the word rules, as far as one need not know more to apply them.
enum cicu_word_class {
  /// What joins on to the character before it, needs a dictionary or has rules of its own.
  CICU_WORD_FOREIGN = 0,
  CICU_WORD_OTHER = 1,
  CICU_WORD_LETTER = 2,
  CICU_WORD_NUMBER = 3,
  CICU_WORD_CONNECTOR = 4,
  CICU_WORD_MID_LETTER = 5,
  CICU_WORD_MID_NUMBER = 6,
  CICU_WORD_MID_BOTH = 7,
};

/// What a character is to the sentence rules (Sentence_Break).
enum cicu_sentence_class {
  /// Line ends beyond ASCII.
  CICU_SENTENCE_FOREIGN = 0,
  CICU_SENTENCE_OTHER = 1,
  CICU_SENTENCE_LOWER = 2,
  CICU_SENTENCE_UPPER = 3,
  CICU_SENTENCE_LETTER = 4,
  CICU_SENTENCE_NUMBER = 5,
  CICU_SENTENCE_SPACE = 6,
  CICU_SENTENCE_CLOSE = 7,
  CICU_SENTENCE_STOP = 8,
  CICU_SENTENCE_MARK = 9,
  CICU_SENTENCE_CONTINUE = 10,
  CICU_SENTENCE_LINE_END = 11,
  CICU_SENTENCE_EXTEND = 12,
};

/// Writes the word classes, by UAX #29, of `count` characters from `first` on.
void cicu_word_classes(uint32_t first, uint32_t count, uint8_t *classes);

/// Writes the sentence classes of `count` characters from `first` on.
void cicu_sentence_classes(uint32_t first, uint32_t count, uint8_t *classes);

// MARK: Forms

enum cicu_normalization { CICU_NO_NORMALIZATION = 0, CICU_NFC = 1, CICU_NFKC = 2 };
enum cicu_folding { CICU_KEEP_CASE = 0, CICU_FOLD_CASE = 1, CICU_FOLD_CASE_TURKIC = 2 };

/// Normalizes UTF-8 and then folds its case (and normalizes again, because folding can undo it).
/// Writes at most `capacity` bytes and returns the length of the whole result, or -1 on failure.
int32_t cicu_transform(
    int32_t normalization, int32_t folding, const uint8_t *text, int32_t length, uint8_t *result,
    int32_t capacity);

// MARK: Characters

/// The ISO 15924 code of the script, its four letters packed with the first one highest.
uint32_t cicu_script(uint32_t character);

/// The two letters of the general category, such as "Lu", packed with the first one higher.
uint16_t cicu_general_category(uint32_t character);

/// Whether the character has the property White_Space.
bool cicu_is_white_space(uint32_t character);

/// Whether the character is of a script written from right to left.
bool cicu_is_right_to_left(uint32_t character);

/// Whether the character ends a phrase or a sentence in its script (Terminal_Punctuation).
bool cicu_is_terminal_punctuation(uint32_t character);

/// Whether the character is as wide as an ideograph (East_Asian_Width W or F).
bool cicu_is_wide(uint32_t character);

#ifdef __cplusplus
}
#endif

#endif
