#ifndef TEXTCOLLAPSE_CARCHIVE_H
#define TEXTCOLLAPSE_CARCHIVE_H

// libarchive reads bzip2, xz and Zstandard, tar and zip, and checks their sums; that of gzip it passes over, so gzip
// is read by zlib.
#include <archive.h>
#include <archive_entry.h>
#include <zlib.h>

// inflateInit2 is a macro, which Swift does not see. 16 asks for gzip, 15 for the largest window.
static inline int carchive_begin_gzip(z_stream *stream) { return inflateInit2(stream, 15 + 16); }

#endif
