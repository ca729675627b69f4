/* What an adversary's system does, for one process: loaded by LD_PRELOAD, told by the environment.

   BIEU_FAULT       eio: one read of a file fails; end: one read finds no more; part: one read gives half;
                    stop: the process stops before one read, until it is told to go on
   BIEU_FAULT_PATH  the end of the file's path
   BIEU_FAULT_CALL  which of its reads, from 1
   BIEU_FAULT_COUNT a file that gets how many reads of the file there were, at the end
   BIEU_FAULT_CHMOD when set, every change of a mode is refused
   BIEU_FAULT_LOG   a file that gets "operation mode path" of everything at the moment it has its name */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static atomic_int calls;

/* Whether this read is the one; `stop` has then stopped and gone on. */
static const char *fault(int descriptor) {
  const char *kind = getenv("BIEU_FAULT"), *end = getenv("BIEU_FAULT_PATH");
  const char *call = getenv("BIEU_FAULT_CALL");
  if (!kind || !end || !call) return NULL;
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, sizeof path - 1);
  size_t wanted = strlen(end);
  if (length < (ssize_t)wanted || memcmp(path + length - wanted, end, wanted) != 0) return NULL;
  if (atomic_fetch_add(&calls, 1) + 1 != atoi(call)) return NULL;
  if (strcmp(kind, "stop") == 0) { kill(getpid(), SIGSTOP); return NULL; }
  return kind;
}

__attribute__((destructor)) static void counted(void) {
  const char *path = getenv("BIEU_FAULT_COUNT");
  FILE *file = path ? fopen(path, "w") : NULL;
  if (file) { fprintf(file, "%d", atomic_load(&calls)); fclose(file); }
}

#define READ(name, parameters, arguments)                                    \
  ssize_t name parameters {                                                  \
    const char *kind = fault(descriptor);                                    \
    if (kind && kind[1] == 'i') { errno = EIO; return -1; }                  \
    if (kind && kind[0] == 'e') return 0;                                    \
    if (kind && count > 1) count /= 2;                                       \
    return NEXT(name) arguments;                                             \
  }
READ(read, (int descriptor, void *bytes, size_t count), (descriptor, bytes, count))
READ(pread, (int descriptor, void *bytes, size_t count, off_t at), (descriptor, bytes, count, at))
READ(pread64, (int descriptor, void *bytes, size_t count, off64_t at), (descriptor, bytes, count, at))

/* One line a name that came to be, with the mode that it has at once. */
static void told(const char *operation, int folder, const char *path) {
  const char *log = getenv("BIEU_FAULT_LOG");
  int before = errno;
  struct stat found;
  if (log && fstatat(folder, path, &found, AT_SYMLINK_NOFOLLOW) == 0) {
    char real[PATH_MAX], line[2 * PATH_MAX], link[64];
    if (path[0] == '/') real[0] = 0;
    else {
      if (folder == AT_FDCWD) strcpy(link, "/proc/self/cwd");
      else snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
      ssize_t length = readlink(link, real, sizeof real - 2);
      real[length > 0 ? length : 0] = 0;
      strcat(real, "/");
    }
    int size = snprintf(line, sizeof line, "%s %o %s%s\n", operation, found.st_mode & 07777, real, path);
    int file = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (file >= 0) { syscall(SYS_write, file, line, (size_t)size); syscall(SYS_close, file); }
  }
  errno = before;
}

#define OPEN(name, parameters, at, ...)                                      \
  int name parameters {                                                      \
    mode_t mode = 0;                                                         \
    if (flags & (O_CREAT | O_TMPFILE)) {                                     \
      va_list list; va_start(list, flags); mode = va_arg(list, mode_t); va_end(list); \
    }                                                                        \
    int made = NEXT(name)(__VA_ARGS__, flags, mode);                         \
    if (made >= 0 && (flags & O_CREAT)) told("open", at, path);              \
    return made;                                                             \
  }
OPEN(open, (const char *path, int flags, ...), AT_FDCWD, path)
OPEN(open64, (const char *path, int flags, ...), AT_FDCWD, path)
OPEN(openat, (int folder, const char *path, int flags, ...), folder, folder, path)
OPEN(openat64, (int folder, const char *path, int flags, ...), folder, folder, path)

#define NAMED(name, parameters, folder, path, ...)                           \
  int name parameters {                                                      \
    int code = NEXT(name)(__VA_ARGS__);                                      \
    if (code == 0) told(#name, folder, path);                                \
    return code;                                                             \
  }
NAMED(mkdir, (const char *path, mode_t mode), AT_FDCWD, path, path, mode)
NAMED(mkdirat, (int folder, const char *path, mode_t mode), folder, path, folder, path, mode)
NAMED(link, (const char *from, const char *path), AT_FDCWD, path, from, path)
NAMED(linkat, (int old, const char *from, int folder, const char *path, int flags),
      folder, path, old, from, folder, path, flags)
NAMED(rename, (const char *from, const char *path), AT_FDCWD, path, from, path)
NAMED(renameat, (int old, const char *from, int folder, const char *path),
      folder, path, old, from, folder, path)
NAMED(renameat2, (int old, const char *from, int folder, const char *path, unsigned flags),
      folder, path, old, from, folder, path, flags)

#define CHMOD(name, parameters, ...)                                         \
  int name parameters {                                                      \
    if (getenv("BIEU_FAULT_CHMOD")) { errno = EPERM; return -1; }            \
    return NEXT(name)(__VA_ARGS__);                                          \
  }
CHMOD(chmod, (const char *path, mode_t mode), path, mode)
CHMOD(fchmod, (int descriptor, mode_t mode), descriptor, mode)
CHMOD(fchmodat, (int folder, const char *path, mode_t mode, int flags), folder, path, mode, flags)
