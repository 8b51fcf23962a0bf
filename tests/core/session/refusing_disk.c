/* Lets writes to some files fail, as a full or a failing disk does: for LD_PRELOAD, in tests.
 *
 * REFUSED: the end of the files' names ("flac", "sqlite-wal"). REFUSED_ERRNO: the error. REFUSED_FROM, REFUSED_COUNT:
 * the first write that fails, and how many do. A write of more than one byte is taken by half before the first failure,
 * as a disk does that fills up. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static long calls;

static int meant(int file) {
    const char *end = getenv("REFUSED");
    char link[64], name[4096];
    if (!end) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, name, sizeof name - 1);
    if (length < (ssize_t)strlen(end)) return 0;
    name[length] = 0;
    return strcmp(name + length - strlen(end), end) == 0;
}

/* 0: as ever; 1: take half; 2: fail. */
static int fate(int file) {
    if (!meant(file)) return 0;
    long from = atol(getenv("REFUSED_FROM")), count = atol(getenv("REFUSED_COUNT"));
    long number = __sync_fetch_and_add(&calls, 1);
    if (number == from) return 1;
    return number > from && number <= from + count ? 2 : 0;
}

static int refuse(void) {
    errno = atoi(getenv("REFUSED_ERRNO"));
    return -1;
}

ssize_t write(int file, const void *data, size_t size) {
    ssize_t (*real)(int, const void *, size_t) = dlsym(RTLD_NEXT, "write");
    int decided = fate(file);
    if (decided == 2) return refuse();
    return real(file, data, decided == 1 && size > 1 ? size / 2 : size);
}

static ssize_t place(const char *name, int file, const void *data, size_t size, off_t at) {
    ssize_t (*real)(int, const void *, size_t, off_t) = dlsym(RTLD_NEXT, name);
    int decided = fate(file);
    if (decided == 2) return refuse();
    return real(file, data, decided == 1 && size > 1 ? size / 2 : size, at);
}

ssize_t pwrite(int file, const void *data, size_t size, off_t at) { return place("pwrite", file, data, size, at); }

ssize_t pwrite64(int file, const void *data, size_t size, off_t at) { return place("pwrite64", file, data, size, at); }
