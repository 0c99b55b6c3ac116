#ifndef SOLDER_ROUTER_SEARCH_PARAMS_HPP
#define SOLDER_ROUTER_SEARCH_PARAMS_HPP
#include <concepts>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace solder {

/// The query part of a URL by name, decoded. Names are in the order of their first occurrence and keep their case.
class search_params {
public:
    struct entry {
        std::string name;
        std::vector<std::string> values;  ///< in order, never empty

        friend bool operator==(const entry&, const entry&) = default;
    };

    search_params() = default;
    search_params(std::initializer_list<entry> entries) : entries_(entries) {}

    [[nodiscard]] bool contains(std::string_view name) const { return find(name) != nullptr; }
    /// The first value of `name`, empty when there is none. Valid until the next change.
    [[nodiscard]] std::string_view get(std::string_view name) const;
    /// All values of `name`. Valid until the next change.
    [[nodiscard]] std::span<const std::string> all(std::string_view name) const;

    void append(std::string_view name, std::string_view value);

    [[nodiscard]] auto begin() const { return entries_.begin(); }
    [[nodiscard]] auto end() const { return entries_.end(); }
    [[nodiscard]] std::size_t size() const { return entries_.size(); }
    [[nodiscard]] bool empty() const { return entries_.empty(); }
    friend bool operator==(const search_params&, const search_params&) = default;

private:
    [[nodiscard]] const entry* find(std::string_view name) const;

    std::vector<entry> entries_;
};

/// Reads what stands between the first `?` and the first `#` of `url`.
[[nodiscard]] search_params extract_search_params(std::string_view url);

/// The text of one value to put into a query string: text, a truth value or an integer; `nullptr` for none.
/// A floating-point number has no one text: write it as you want it read.
class search_text {
public:
    search_text(std::nullptr_t) {}
    search_text(std::string text) : text_(std::move(text)) {}
    search_text(std::string_view text) : text_(text) {}
    search_text(const char* text) : text_(text) {}
    template <std::integral Integer>
    search_text(Integer number) {
        if constexpr (std::same_as<Integer, bool>)
            text_ = number ? "true" : "false";
        else
            text_ = std::to_string(number);
    }
    template <class Value>
        requires std::convertible_to<const Value&, search_text>
    search_text(const std::optional<Value>& value) {
        if (value) *this = search_text(*value);
    }
    template <std::floating_point Number>
    search_text(Number) = delete;

    [[nodiscard]] const std::string& text() const { return text_; }

private:
    std::string text_;
};

/// What becomes of one name in a query string: a text takes the place of the first, a list goes to the end, and
/// nothing (`nullptr`, `""`, `{}`) removes it.
class search_value {
public:
    template <class Value>
        requires(std::convertible_to<Value, search_text> && !std::same_as<std::remove_cvref_t<Value>, search_text>)
    search_value(Value&& value) : search_value(search_text(std::forward<Value>(value)), false) {}
    search_value(std::initializer_list<search_text> values);
    template <class Value>
        requires std::convertible_to<const Value&, search_text>
    search_value(const std::vector<Value>& values) : is_list_(true) {
        for (const Value& value : values) add(value);
    }

    /// These texts as they are, also empty ones; as a list or as the one text that there is.
    [[nodiscard]] static search_value exactly(std::vector<std::string> texts, bool is_list) {
        search_value value(nullptr);
        value.texts_ = std::move(texts);
        value.is_list_ = is_list;
        return value;
    }

    /// None of them empty, unless they were given `exactly`.
    [[nodiscard]] std::span<const std::string> texts() const { return texts_; }
    [[nodiscard]] bool is_list() const { return is_list_; }

private:
    search_value(const search_text& value, bool is_list) : is_list_(is_list) { add(value); }
    void add(const search_text& value) {
        if (!value.text().empty()) texts_.push_back(value.text());
    }

    std::vector<std::string> texts_;
    bool is_list_;
};

struct search_change {
    std::string name;
    search_value value;
};

/// The query string `search` (with or without `?`) after `changes`: with `?`, or empty. Other names keep their place,
/// though their text may be encoded anew.
///
/// `merge_search_string("?q=tea&page=2", {{"page", 3}, {"tag", {"green", "black"}}})` is
/// `?q=tea&page=3&tag=green&tag=black`.
[[nodiscard]] std::string merge_search_string(std::string_view search, std::span<const search_change> changes);
[[nodiscard]] inline std::string merge_search_string(std::string_view search,
                                                     std::initializer_list<search_change> changes) {
    return merge_search_string(search, std::span(changes.begin(), changes.size()));
}

}  // namespace solder
#endif
