#ifndef SOLDER_TESTS_BROWSER_GENERATED_APP_HPP
#define SOLDER_TESTS_BROWSER_GENERATED_APP_HPP
#include <solder/html.hpp>

/// Pages for tests/browser/generated.test.mjs and tests/browser/altered.test.mjs.

/// Of each kind of content that something else than the server may have changed before it is taken over.
solder::view Altered();

#endif
