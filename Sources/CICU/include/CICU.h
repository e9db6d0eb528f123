#ifndef TEXTCOLLAPSE_CICU_H
#define TEXTCOLLAPSE_CICU_H

// The one door to ICU. ICU renames its functions by macro (`ubrk_open` becomes `ubrk_open_72`), so
// Swift cannot call it directly; and no ICU type appears here, so no other target needs its headers.

/// Versions of the ICU that is loaded and of the Unicode that it implements, such as "72.1", "15.0".
void cicu_versions(char icu[20], char unicode[20]);

#endif
