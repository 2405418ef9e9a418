/* A drive that refuses rights, locks, flushing, links and the replacing of a file: preloaded, for one folder and all in it.
 *
 * Compile with `cc -shared -fPIC -o refusing.so refusing.c -ldl`; the folder stands in REFUSED. Elsewhere all is as ever.
 * Every refusal is counted in the file that REFUSED_LOG names, so that a run can prove that it met them. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/file.h>
#include <unistd.h>

#define OLD(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int within(const char *path) {
    const char *folder = getenv("REFUSED");
    return folder && strncmp(path, folder, strlen(folder)) == 0;
}

static int here(int from, const char *path) {
    char folder[PATH_MAX] = "", link[64], whole[2 * PATH_MAX + 2];
    if (path[0] == '/') return within(path);
    if (from == AT_FDCWD) {
        if (!getcwd(folder, sizeof folder)) return 0;
    } else {
        snprintf(link, sizeof link, "/proc/self/fd/%d", from);
        if (readlink(link, folder, sizeof folder - 1) < 0) return 0;
    }
    snprintf(whole, sizeof whole, "%s/%s", folder, path);
    return within(whole);
}

static int held(int file) {
    char path[PATH_MAX] = "", link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    return readlink(link, path, sizeof path - 1) > 0 && within(path);
}

static int refuse(const char *wish, int why) {
    const char *log = getenv("REFUSED_LOG");
    int file = log ? open(log, O_WRONLY | O_APPEND | O_CREAT, 0666) : -1;
    if (file >= 0) {
        dprintf(file, "%s\n", wish);
        close(file);
    }
    errno = why;
    return -1;
}

int chmod(const char *path, mode_t mode) { return here(AT_FDCWD, path) ? refuse("rights", EPERM) : OLD(chmod)(path, mode); }
int fchmod(int file, mode_t mode) { return held(file) ? refuse("rights", EPERM) : OLD(fchmod)(file, mode); }
int fchmodat(int from, const char *path, mode_t mode, int flags) {
    return here(from, path) ? refuse("rights", EPERM) : OLD(fchmodat)(from, path, mode, flags);
}
int chown(const char *path, uid_t user, gid_t group) {
    return here(AT_FDCWD, path) ? refuse("rights", EPERM) : OLD(chown)(path, user, group);
}
int fsync(int file) { return held(file) ? refuse("flush", EINVAL) : OLD(fsync)(file); }
int flock(int file, int how) { return held(file) ? refuse("locks", ENOLCK) : OLD(flock)(file, how); }
int link(const char *a, const char *b) { return here(AT_FDCWD, b) ? refuse("links", EPERM) : OLD(link)(a, b); }
int linkat(int x, const char *a, int y, const char *b, int how) {
    return here(y, b) ? refuse("links", EPERM) : OLD(linkat)(x, a, y, b, how);
}
int symlink(const char *a, const char *b) { return here(AT_FDCWD, b) ? refuse("links", EPERM) : OLD(symlink)(a, b); }
int rename(const char *a, const char *b) {
    struct stat there;
    int over = here(AT_FDCWD, b) && lstat(b, &there) == 0 && !S_ISDIR(there.st_mode);
    return over ? refuse("replace", EEXIST) : OLD(rename)(a, b);
}
int renameat2(int x, const char *a, int y, const char *b, unsigned int how) {
    return here(y, b) ? refuse("swap", EINVAL) : OLD(renameat2)(x, a, y, b, how);
}
