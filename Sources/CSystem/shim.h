// What the Swift overlay of the C library does not show: epoll, eventfd, signalfd, accept4.
#ifndef APUS_CSYSTEM_SHIM_H
#define APUS_CSYSTEM_SHIM_H

// _GNU_SOURCE stays undefined: with it, headers shared with other modules would have other contents here.
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <ifaddrs.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

// Hides behind _GNU_SOURCE.
int accept4(int descriptor, struct sockaddr *address, socklen_t *length, int flags);

// A union in C; this reads and writes the one member that the loop uses.
static inline uint64_t apus_event_token(const struct epoll_event *event) { return event->data.u64; }
static inline struct epoll_event apus_event(uint32_t events, uint64_t token) {
    struct epoll_event event = {.events = events};
    event.data.u64 = token;
    return event;
}

// How many cores this process may use, which can be fewer than the machine has.
static inline int apus_core_count(void) {
    unsigned long mask[128] = {0};
    long size = syscall(SYS_sched_getaffinity, 0, sizeof mask, mask);
    int count = 0;
    for (long word = 0; word * (long)sizeof *mask < size; word++) count += __builtin_popcountl(mask[word]);
    return count > 0 ? count : 1;
}

// Variadic in C, so invisible to Swift.
static inline int apus_set_dumpable(int value) { return prctl(PR_SET_DUMPABLE, value, 0, 0, 0); }

#endif
