#ifndef TEXTCOLLAPSE_CNETTLE_H
#define TEXTCOLLAPSE_CNETTLE_H

#if defined(__has_include) && !__has_include(<nettle/sha2.h>)
#error "textcollapse needs nettle for digests: install the package nettle-dev (apt-get install nettle-dev)"
#else
// SHA-256 by the instructions that the processor has for it.
#include <nettle/sha2.h>
#endif

#endif
