#ifndef TEXTCOLLAPSE_CPREFETCH_H
#define TEXTCOLLAPSE_CPREFETCH_H

// Swift has no word for it: a hint that memory will soon be read. Loops that follow several independent
// chains through a model ask for the next link of each before they come to it.

/// Asks for the cache line at an address. Any address is allowed, and nothing is read.
static inline void cprefetch(const void *address) { __builtin_prefetch(address, 0, 3); }

#endif
