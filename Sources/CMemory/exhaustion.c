#include "CMemory.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#ifdef __GLIBC__
#include <errno.h>
#include <malloc.h>
#include <sys/resource.h>
#endif

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANITIZED 1
#endif
#endif

static void (*words)(size_t bytes);

#if defined(__GLIBC__) && !defined(SANITIZED)

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *block, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

static const size_t reserve_bytes = 1 << 20;
static void *reserve;
static atomic_flag is_ending = ATOMIC_FLAG_INIT;
static _Thread_local int ends_here;

// Ends the program, or gives up where the ending itself has no memory.
static void *fail(size_t bytes) {
  if (!words || ends_here) return NULL;
  if (atomic_flag_test_and_set(&is_ending)) {
    for (;;) pause();
  }
  ends_here = 1;
  free(reserve);
  words(bytes);
  _exit(71);
}

void *malloc(size_t size) {
  void *block = __libc_malloc(size);
  return block || size == 0 ? block : fail(size);
}

void *calloc(size_t count, size_t size) {
  void *block = __libc_calloc(count, size);
  return block || count == 0 || size == 0 ? block : fail(count > SIZE_MAX / size ? SIZE_MAX : count * size);
}

void *realloc(void *old, size_t size) {
  void *block = __libc_realloc(old, size);
  return block || size == 0 ? block : fail(size);
}

void *memalign(size_t alignment, size_t size) {
  void *block = __libc_memalign(alignment, size);
  return block || size == 0 ? block : fail(size);
}

void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }

int posix_memalign(void **block, size_t alignment, size_t size) {
  if (alignment % sizeof(void *) != 0 || alignment == 0 || (alignment & (alignment - 1)) != 0) return EINVAL;
  *block = memalign(alignment, size);
  return *block || size == 0 ? 0 : ENOMEM;
}

void cmemory_watch(void (*last_words)(size_t bytes)) {
  reserve = __libc_malloc(reserve_bytes);
  // Where addresses are limited, threads must not set aside 64 MB each that they never use.
  struct rlimit limit;
  if (getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY) mallopt(M_ARENA_MAX, 1);
  words = last_words;
}

#else

void cmemory_watch(void (*last_words)(size_t bytes)) { words = last_words; }

#endif
