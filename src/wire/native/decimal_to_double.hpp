#ifndef SOLDER_SRC_WIRE_NATIVE_DECIMAL_TO_DOUBLE_HPP
#define SOLDER_SRC_WIRE_NATIVE_DECIMAL_TO_DOUBLE_HPP
#include <string>

namespace solder::detail {

/// digits * 10^exponent; no digits mean zero. The digits have no zeros at either end.
struct decimal {
    std::string digits;
    int exponent = 0;
};

/// The double nearest to `number`, the even one of two; infinity when it is too large.
double nearest_double(const decimal& number);

}  // namespace solder::detail
#endif
