// Makes calls of the C library fail, or kills the process at one of them. Loaded before the C library:
// LD_PRELOAD names this library, FAULT says what to do:
//
//   count@FILE         write the number of calls made to FILE at the end
//   kill@any:17        die by SIGKILL before the 17th call; kill-after@… dies after it
//   kill@rename:3      die before the third rename
//   kill@cpu:250000    die after a quarter of a second of CPU time
//   28@write:5         let the fifth write fail with error 28
//   28@write:5+        and all that follow
//   short@write:5      let the fifth write and all that follow take but half of the bytes; also reads
//
// Calls on standard output and standard error are not counted: these are not the files of a run.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

static enum { NONE, COUNT, KILL, KILL_AFTER, SHORT, FAIL } action;
static char call[32] = "any";
static char file[4096];
static long at;
static int and_on;
static int error_number;
static atomic_long calls;

static void die(int number) {
  (void)number;
  kill(getpid(), SIGKILL);
}

__attribute__((constructor)) static void begin(void) {
  const char *fault = getenv("FAULT");
  if (!fault) return;
  const char *where = strchr(fault, '@');
  if (!where) return;
  if (!strncmp(fault, "count@", 6)) {
    action = COUNT;
    snprintf(file, sizeof file, "%s", where + 1);
    return;
  }
  if (sscanf(where + 1, "%31[a-z]:%ld", call, &at) != 2) return;
  and_on = fault[strlen(fault) - 1] == '+';
  if (!strncmp(fault, "kill@", 5)) action = KILL;
  else if (!strncmp(fault, "kill-after@", 11)) action = KILL_AFTER;
  else if (!strncmp(fault, "short@", 6)) action = SHORT;
  else action = FAIL, error_number = atoi(fault);
  if (action == KILL && !strcmp(call, "cpu")) {
    action = NONE;
    signal(SIGPROF, die);
    struct itimerval time = {{0, 0}, {at / 1000000, at % 1000000}};
    setitimer(ITIMER_PROF, &time, NULL);
  }
}

__attribute__((destructor)) static void end(void) {
  if (action != COUNT) return;
  FILE *out = fopen(file, "w");
  if (!out) return;
  fprintf(out, "%ld\n", atomic_load(&calls));
  fclose(out);
}

// Counts a call. Returns 0 to go on as always, 1 if the call is the one that is meant.
static int is_meant(const char *name) {
  if (action == NONE) return 0;
  if (action != COUNT && strcmp(call, "any") && strcmp(call, name)) return 0;
  long number = atomic_fetch_add(&calls, 1) + 1;
  if (action == COUNT || !(number == at || (number > at && (and_on || action == SHORT)))) return 0;
  if (action == KILL) die(0);
  return 1;
}

#define REAL(name) \
  static __typeof__(name) *real; \
  if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

#define INTERPOSED(name, invocation) \
  REAL(name); \
  int meant = is_meant(#name); \
  if (meant && action == FAIL) { errno = error_number; return -1; } \
  int result = invocation; \
  if (meant && action == KILL_AFTER) die(0); \
  return result

int rename(const char *from, const char *to) { INTERPOSED(rename, real(from, to)); }
int mkdir(const char *path, mode_t mode) { INTERPOSED(mkdir, real(path, mode)); }
int unlink(const char *path) { INTERPOSED(unlink, real(path)); }
int rmdir(const char *path) { INTERPOSED(rmdir, real(path)); }
int fsync(int descriptor) { INTERPOSED(fsync, real(descriptor)); }

int open(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  INTERPOSED(open, real(path, flags, mode));
}

// Both ways to read count as one call.
ssize_t read(int descriptor, void *bytes, size_t count) {
  REAL(read);
  int meant = is_meant("read");
  if (meant && action == FAIL) { errno = error_number; return -1; }
  if (meant && action == SHORT) count = (count + 1) / 2;
  ssize_t result = real(descriptor, bytes, count);
  if (meant && action == KILL_AFTER) die(0);
  return result;
}

ssize_t pread(int descriptor, void *bytes, size_t count, off_t offset) {
  REAL(pread);
  int meant = is_meant("read");
  if (meant && action == FAIL) { errno = error_number; return -1; }
  if (meant && action == SHORT) count = (count + 1) / 2;
  ssize_t result = real(descriptor, bytes, count, offset);
  if (meant && action == KILL_AFTER) die(0);
  return result;
}

ssize_t write(int descriptor, const void *bytes, size_t count) {
  REAL(write);
  int meant = descriptor == 1 || descriptor == 2 ? 0 : is_meant("write");
  if (meant && action == FAIL) { errno = error_number; return -1; }
  // Killed in the middle of a write, a part of it is there.
  if (meant && (action == SHORT || action == KILL_AFTER)) count = (count + 1) / 2;
  ssize_t result = real(descriptor, bytes, count);
  if (meant && action == KILL_AFTER) die(0);
  return result;
}
