#include <solder/reactive/signal.hpp>
// expect: the previous value of a memo comes as a `const T*` of the type that its body gives
void make() {
    static_cast<void>(solder::create_memo([](const int* last) { return last ? *last : 0.5; }));
}
