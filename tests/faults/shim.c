/* Counts what a process does to files, and at a chosen one of these steps ends it, stops it, or fails it.

   A step is a call that changes a regular file or a folder: writing, cutting, syncing, creating, renaming, linking and
   removing. Preloaded into Python it sees the engine's calls as well as Python's own. Nothing happens before fault_arm.
*/
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { OFF, COUNT, KILL, TEAR, FULL, STOP };

static atomic_long seen;
static atomic_int mode;
static long at, then;
static pid_t armed; /* the processes that it starts are left in peace: they do not write to the store */

/* What is to happen from now on: mode at the step number `a` (from 0), and once more at `b` where that is stopped. */
void fault_arm(int m, long a, long b) {
  at = a;
  then = b;
  armed = getpid();
  atomic_store(&seen, 0);
  atomic_store(&mode, m);
}

long fault_seen(void) { return atomic_load(&seen); }

enum { GO, FAIL, HALF };

static int step(int grows, int writes) {
  int m = atomic_load(&mode);
  if (m == OFF || getpid() != armed) return GO;
  long n = atomic_fetch_add(&seen, 1);
  if (m == KILL && n == at) kill(getpid(), SIGKILL), pause();
  if (m == TEAR && n == at) {
    if (writes) return HALF;
    kill(getpid(), SIGKILL), pause();
  }
  if (m == STOP && (n == at || n == then)) kill(getpid(), SIGSTOP);
  return m == FULL && grows && n >= at ? FAIL : GO;
}

static int regular(int fd) {
  struct stat state;
  int kept = errno, is = fd > 2 && fstat(fd, &state) == 0 && S_ISREG(state.st_mode);
  errno = kept;
  return is;
}

#define REAL(name) \
  static __typeof__(&name) real; \
  if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)
#define FAILED do { errno = ENOSPC; return -1; } while (0)
#define WRITING(fd, whole, half) do { \
    int what = regular(fd) ? step(1, 1) : GO; \
    if (what == FAIL) FAILED; \
    if (what == HALF) { (void)!(half); kill(getpid(), SIGKILL); pause(); } \
    return whole; \
  } while (0)

ssize_t write(int fd, const void *data, size_t n) { REAL(write); WRITING(fd, real(fd, data, n), real(fd, data, n / 2)); }
ssize_t pwrite(int fd, const void *data, size_t n, off_t where) {
  REAL(pwrite); WRITING(fd, real(fd, data, n, where), real(fd, data, n / 2, where));
}
ssize_t pwrite64(int fd, const void *data, size_t n, off64_t where) {
  REAL(pwrite64); WRITING(fd, real(fd, data, n, where), real(fd, data, n / 2, where));
}
ssize_t writev(int fd, const struct iovec *parts, int n) {
  REAL(writev); WRITING(fd, real(fd, parts, n), real(fd, parts, n / 2));
}

#define ON_FILE(type, name, signature, arguments, fd, grows) \
  type name signature { REAL(name); if (regular(fd) && step(grows, 0) == FAIL) FAILED; return real arguments; }
ON_FILE(int, fsync, (int fd), (fd), fd, 0)
ON_FILE(int, fdatasync, (int fd), (fd), fd, 0)
ON_FILE(int, ftruncate, (int fd, off_t n), (fd, n), fd, 0)
ON_FILE(int, ftruncate64, (int fd, off64_t n), (fd, n), fd, 0)
ON_FILE(ssize_t, sendfile, (int fd, int from, off_t *where, size_t n), (fd, from, where, n), fd, 1)
ON_FILE(ssize_t, sendfile64, (int fd, int from, off64_t *where, size_t n), (fd, from, where, n), fd, 1)
ON_FILE(ssize_t, copy_file_range, (int from, off64_t *a, int fd, off64_t *b, size_t n, unsigned how), (from, a, fd, b, n, how), fd, 1)
ON_FILE(int, fallocate, (int fd, int how, off_t from, off_t n), (fd, how, from, n), fd, 1)
ON_FILE(int, fallocate64, (int fd, int how, off64_t from, off64_t n), (fd, how, from, n), fd, 1)

#define ON_NAME(name, signature, arguments, grows) \
  int name signature { REAL(name); if (step(grows, 0) == FAIL) FAILED; return real arguments; }
ON_NAME(rename, (const char *a, const char *b), (a, b), 0)
ON_NAME(renameat, (int x, const char *a, int y, const char *b), (x, a, y, b), 0)
ON_NAME(link, (const char *a, const char *b), (a, b), 1)
ON_NAME(linkat, (int x, const char *a, int y, const char *b, int how), (x, a, y, b, how), 1)
ON_NAME(unlink, (const char *a), (a), 0)
ON_NAME(unlinkat, (int x, const char *a, int how), (x, a, how), 0)
ON_NAME(rmdir, (const char *a), (a), 0)
ON_NAME(mkdir, (const char *a, mode_t how), (a, how), 1)
ON_NAME(mkdirat, (int x, const char *a, mode_t how), (x, a, how), 1)
ON_NAME(truncate, (const char *a, off_t n), (a, n), 0)

/* A file is made only where it was not there: that it is opened again changes nothing. */
#define OPENING(name, signature, missing, ...) \
  int name signature { \
    REAL(name); \
    mode_t how = 0; \
    if (flags & (O_CREAT | O_TMPFILE)) { va_list more; va_start(more, flags); how = va_arg(more, mode_t); va_end(more); } \
    int kept = errno, fresh = (flags & O_CREAT) && (missing); \
    errno = kept; \
    if (fresh && step(1, 0) == FAIL) FAILED; \
    return real(__VA_ARGS__, flags, how); \
  }
OPENING(open, (const char *path, int flags, ...), access(path, F_OK), path)
OPENING(open64, (const char *path, int flags, ...), access(path, F_OK), path)
OPENING(openat, (int base, const char *path, int flags, ...), faccessat(base, path, F_OK, 0), base, path)
OPENING(openat64, (int base, const char *path, int flags, ...), faccessat(base, path, F_OK, 0), base, path)
