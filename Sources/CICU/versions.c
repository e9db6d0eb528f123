#include "include/CICU.h"

#if !__has_include(<unicode/uversion.h>)
#error "textcollapse needs ICU: install the package libicu-dev (apt-get install libicu-dev)"
#else
#include <unicode/uchar.h>
#include <unicode/uversion.h>

void cicu_versions(char icu[20], char unicode[20]) {
  UVersionInfo version;
  u_getVersion(version);
  u_versionToString(version, icu);
  u_getUnicodeVersion(version);
  u_versionToString(version, unicode);
}
#endif
