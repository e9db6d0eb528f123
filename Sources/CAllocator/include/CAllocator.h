#ifndef TEXTCOLLAPSE_CALLOCATOR_H
#define TEXTCOLLAPSE_CALLOCATOR_H

// Swift's module of the C library leaves out <malloc.h>.

#include <stdlib.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

/// Gives memory to the system that the allocator got back and keeps.
static inline void callocator_give_back(void) {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

#endif
