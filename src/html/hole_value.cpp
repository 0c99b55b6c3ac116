#include <cstring>
#include <solder/html/hole_value.hpp>

namespace solder::detail {

template <class Fn>
void hole_value::with_owned(Fn fn) {
    switch (type_) {
        case number_of_type<std::string>:
            return fn(*as<std::string>());
        case number_of_type<raw_html_text>:
            return fn(*as<raw_html_text>());
        case number_of_type<view>:
            return fn(*as<view>());
        case number_of_type<std::vector<view>>:
            return fn(*as<std::vector<view>>());
        case number_of_type<hole_computation>:
            return fn(*as<hole_computation>());
        case number_of_type<event_handler>:
            return fn(*as<event_handler>());
        case number_of_type<element_taker>:
            return fn(*as<element_taker>());
    }
}

void hole_value::free() {
    with_owned([](auto& owned) { std::destroy_at(&owned); });
}

void hole_value::take(hole_value& other) noexcept {
    if (other.is_owner())
        other.with_owned([this]<class T>(T& owned) {
            ::new (static_cast<void*>(storage_)) T(std::move(owned));
            std::destroy_at(&owned);
        });
    else
        std::memcpy(storage_, other.storage_, sizeof storage_);
    type_ = std::exchange(other.type_, number_of_type<std::monostate>);
}

}  // namespace solder::detail
