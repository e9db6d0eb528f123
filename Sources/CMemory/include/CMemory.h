#ifndef TEXTCOLLAPSE_CMEMORY_H
#define TEXTCOLLAPSE_CMEMORY_H

#include <stddef.h>

// Swift ends a program with a trap and a stack trace where memory cannot be had. A command line tool owes
// its user a sentence, an exit code and the way on. So allocation is watched: once it fails, `last_words` is
// called, once, with the number of bytes that were asked for; it has a reserve to work with and must not return.

/// Watches allocation from now on.
void cmemory_watch(void (*last_words)(size_t bytes));

#endif
