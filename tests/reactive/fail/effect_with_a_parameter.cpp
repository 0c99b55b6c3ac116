#include <solder/reactive/signal.hpp>
// expect: the body of an effect takes nothing
void make() {
    solder::create_effect([](int) {});
}
