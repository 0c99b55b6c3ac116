#include "decimal_to_double.hpp"
#include <bit>
#include <cstdint>
#include <limits>

namespace solder::detail {
namespace {

/// A large whole number, lowest 32 bits first. The largest that is met has 2 600 bits (770 digits, or 5^1094 times a
/// double), so it needs no memory of its own.
class big_number {
public:
    explicit big_number(std::uint64_t value) {
        for (; value != 0; value >>= 32) add_part(value);
    }
    void multiply_add(std::uint32_t factor, std::uint32_t more) {
        std::uint64_t carry = more;
        for (std::size_t i = 0; i < size_; ++i) {
            carry += std::uint64_t{parts_[i]} * factor;
            parts_[i] = static_cast<std::uint32_t>(carry);
            carry >>= 32;
        }
        if (carry != 0) add_part(carry);
    }
    void multiply_by_power_of_5(int power) {
        constexpr std::uint32_t five_to_13 = 1220703125;
        for (; power >= 13; power -= 13) multiply_add(five_to_13, 0);
        for (; power > 0; --power) multiply_add(5, 0);
    }
    void shift_left(int bits) {
        for (; bits >= 31; bits -= 31) multiply_add(std::uint32_t{1} << 31, 0);
        multiply_add(std::uint32_t{1} << bits, 0);
    }
    friend int compare(const big_number& a, const big_number& b) {
        if (a.size_ != b.size_) return a.size_ < b.size_ ? -1 : 1;
        for (std::size_t i = a.size_; i-- > 0;)
            if (a.parts_[i] != b.parts_[i]) return a.parts_[i] < b.parts_[i] ? -1 : 1;
        return 0;
    }

private:
    static constexpr std::size_t room = 100;

    void add_part(std::uint64_t part) {
        if (size_ == room) __builtin_trap();
        parts_[size_++] = static_cast<std::uint32_t>(part);
    }

    std::size_t size_ = 0;
    std::uint32_t parts_[room];
};

/// Doubles above zero in order are their bits in order, so the next one is one more.
struct step {
    std::uint64_t significand;
    int exponent;
};
step step_of(std::uint64_t bits) {
    const auto field = static_cast<int>(bits >> 52);
    const std::uint64_t fraction = bits & ((std::uint64_t{1} << 52) - 1);
    return field == 0 ? step{fraction, -1074} : step{fraction | std::uint64_t{1} << 52, field - 1075};
}

/// How `number` compares with the middle between the double of `bits` and the next one.
int compare_with_middle(const decimal& number, std::uint64_t bits) {
    const step below = step_of(bits);
    const int exponent = below.exponent - 1;
    big_number decimal_side(0);
    for (const char c : number.digits) decimal_side.multiply_add(10, static_cast<std::uint32_t>(c - '0'));
    big_number middle(below.significand * 2 + 1);
    // digits * 5^e * 2^e against middle * 2^exponent: negative powers change sides.
    const int twos = number.exponent - exponent;
    (number.exponent > 0 ? decimal_side : middle)
        .multiply_by_power_of_5(number.exponent > 0 ? number.exponent : -number.exponent);
    (twos > 0 ? decimal_side : middle).shift_left(twos > 0 ? twos : -twos);
    return compare(decimal_side, middle);
}

double scaled(double value, int exponent) {
    constexpr double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    for (; exponent >= 22; exponent -= 22) value *= powers[22];
    for (; exponent <= -22; exponent += 22) value /= powers[22];
    return exponent >= 0 ? value * powers[exponent] : value / powers[-exponent];
}

}  // namespace

double nearest_double(const decimal& number) {
    const auto count = static_cast<int>(number.digits.size());
    const int magnitude = count + number.exponent;
    if (count == 0 || magnitude < -324) return 0;
    if (magnitude > 309) return std::numeric_limits<double>::infinity();

    std::uint64_t start = 0;
    const int taken = count < 19 ? count : 19;
    for (int i = 0; i < taken; ++i) start = start * 10 + static_cast<std::uint64_t>(number.digits[i] - '0');
    const double guess = scaled(static_cast<double>(start), number.exponent + count - taken);
    // Exact factors give one correctly rounded result (Clinger 1990).
    if (taken == count && start <= std::uint64_t{1} << 53 && number.exponent >= -22 && number.exponent <= 22)
        return guess;

    // Else the guess is a few steps off at most: walk to the right double.
    constexpr auto infinite = std::bit_cast<std::uint64_t>(std::numeric_limits<double>::infinity());
    constexpr double largest = std::numeric_limits<double>::max();
    auto bits = std::bit_cast<std::uint64_t>(guess > largest ? largest : guess);
    while (bits > 0) {
        const int below = compare_with_middle(number, bits - 1);
        if (below > 0 || (below == 0 && bits % 2 == 0)) break;
        --bits;
    }
    while (bits != infinite) {
        const int above = compare_with_middle(number, bits);
        if (above < 0 || (above == 0 && bits % 2 == 0)) break;
        ++bits;
    }
    return std::bit_cast<double>(bits);
}

}  // namespace solder::detail
