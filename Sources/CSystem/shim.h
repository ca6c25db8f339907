// What the Swift overlay of the C library does not show: epoll, eventfd, signalfd, accept4.
#ifndef APUS_CSYSTEM_SHIM_H
#define APUS_CSYSTEM_SHIM_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <sched.h>
#include <arpa/inet.h>
#include <ifaddrs.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <unistd.h>
#include <errno.h>
#include <fcntl.h>

// `accept4` hides behind _GNU_SOURCE, which the importer may have decided about before this header is read.
int accept4(int descriptor, struct sockaddr *address, socklen_t *length, int flags);

// A union in C; this reads and writes the one member that the loop uses.
static inline uint64_t apus_event_token(const struct epoll_event *event) { return event->data.u64; }
static inline struct epoll_event apus_event(uint32_t events, uint64_t token) {
    struct epoll_event event = {.events = events};
    event.data.u64 = token;
    return event;
}

// Macros in C: the cores that this process may use, not those that the machine has.
static inline int apus_core_count(void) {
    cpu_set_t set;
    return sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
}

// Variadic in C, so invisible to Swift.
static inline int apus_set_dumpable(int value) { return prctl(PR_SET_DUMPABLE, value, 0, 0, 0); }

#endif
