// libcurl's setters are variadic, so invisible to Swift: one typed function for each kind of argument.
#ifndef APUS_CCURL_SHIM_H
#define APUS_CCURL_SHIM_H

#include <curl/curl.h>

#endif
