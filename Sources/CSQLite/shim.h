// SQLite as it is, and the one constant that is a cast, so invisible to Swift.
#ifndef APUS_CSQLITE_SHIM_H
#define APUS_CSQLITE_SHIM_H

#include <sqlite3.h>

static inline sqlite3_destructor_type apus_sqlite_transient(void) { return SQLITE_TRANSIENT; }

#endif
