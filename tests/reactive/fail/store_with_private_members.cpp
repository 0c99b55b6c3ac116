#include <solder/reactive/store.hpp>
class hidden {
public:
    explicit hidden(int value) : value_(value) {}

private:
    int value_;
};
struct holder {
    int id;
    hidden value;
};
// expect: this type has no == and is no plain struct: give it an operator==
auto values = solder::create_store(holder{1, hidden(2)});
