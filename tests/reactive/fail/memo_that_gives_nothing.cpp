#include <solder/reactive/signal.hpp>
// expect: the body of a memo gives a value: what gives none is an effect
void make() {
    static_cast<void>(solder::create_memo([] {}));
}
