#ifndef SOLDER_ROUTER_USE_SEARCH_PARAMS_HPP
#define SOLDER_ROUTER_USE_SEARCH_PARAMS_HPP
#include <solder/router/location.hpp>
#include <solder/wire/form.hpp>
#include <solder/wire/same.hpp>

namespace solder {

/// How the search of the location is changed. Unlike other navigations, it leaves the page where it is scrolled to.
struct search_options {
    bool replace = false;    ///< the current history entry is replaced
    bool scroll = false;     ///< go to the top of the page
    std::string state = {};  ///< JSON text kept with the history entry
};

namespace detail {

void set_search_params(router_state& router, std::span<const search_change> changes, const search_options& options);

template <class T>
std::vector<std::string> search_texts(const T& member) {
    std::vector<std::string> texts;
    if constexpr (vector_type<T>) {
        for (const typename T::value_type& element : member) append_form_scalar(texts.emplace_back(), element);
    } else if constexpr (optional_type<T>) {
        if (member) append_form_scalar(texts.emplace_back(), *member);
    } else {
        append_form_scalar(texts.emplace_back(), member);
    }
    return texts;
}

/// The members that `fields` tell; a member that they do not tell, or tell wrongly, stays as it is.
template <class T>
void read_search(const search_params& params, T& value) {
    for_each_member(value, [&](std::string_view name, auto& member) {
        if (!params.contains(name)) return;
        form_fields fields;
        for (const auto& text : params.all(name)) fields.push_back({std::string(name), text});
        std::remove_cvref_t<decltype(member)> read{};
        std::string wrong;
        if (read_form_member(fields, name, read, wrong)) member = std::move(read);
    });
}

template <class T>
std::vector<search_change> search_changes(const T& value) {
    std::vector<search_change> changes;
    const T defaults{};
    for_each_member(value, [&](std::string_view name, const auto& member) {
        auto texts = search_texts(member);
        bool is_default = false;
        for_each_member(defaults, [&](std::string_view other, const auto& by_default) {
            if (other == name) is_default = search_texts(by_default) == texts;
        });
        constexpr bool is_list = vector_type<std::remove_cvref_t<decltype(member)>>;
        if (!is_list && texts.empty()) texts.emplace_back();  // `?limit=`: without a value, where the default has one
        if (is_default) texts.clear();
        changes.push_back({std::string(name), search_value::exactly(std::move(texts), is_list)});
    });
    return changes;
}

}  // namespace detail

/// What `use_search_params()` gives. A handle.
class untyped_search_params {
public:
    explicit untyped_search_params(router_state& router) : router_(&router) {}
    /// Tracked: all names and values.
    [[nodiscard]] search_params operator()() const { return extract_search_params(router_->search()); }
    /// Tracked: the first value of `name`; empty when there is none.
    [[nodiscard]] std::string get(std::string_view name) const { return std::string((*this)().get(name)); }
    /// Goes to the same page with these changed and the other names as they are.
    void set(std::initializer_list<search_change> changes, const search_options& options = {}) const {
        detail::set_search_params(*router_, std::span(changes.begin(), changes.size()), options);
    }

private:
    router_state* router_;
};
[[nodiscard]] inline untyped_search_params use_search_params() { return untyped_search_params(use_router()); }

/// The search of the location as a plain struct; see `use_search_params<T>`. A handle.
template <class T>
class typed_search_params {
public:
    explicit typed_search_params(router_state& router)
        : router_(&router), value_(create_memo([search = &router] {
              T value{};
              detail::read_search(extract_search_params(search->search()), value);
              return value;
          })) {}
    /// Tracked.
    [[nodiscard]] const T& operator()() const { return value_(); }
    [[nodiscard]] const T& peek() const { return value_.peek(); }
    /// Tracked, for the `href` of a link: the same page with the search that says `value`. Names that `T` does not know
    /// stay.
    [[nodiscard]] std::string href(const T& value) const {
        const auto search = merge_search_string(router_->search(), detail::search_changes(value));
        return router_->render_path(router_->pathname() + search);
    }
    /// Goes to the same page with the search that says `value`. Names that `T` does not know stay.
    void set(const T& value, const search_options& options = {}) const {
        detail::set_search_params(*router_, detail::search_changes(value), options);
    }
    /// The same with `change(T&)` made to what is there, or to where a navigation on its way leads.
    template <class Change>
    void update(Change change, const search_options& options = {}) const {
        T value{};
        detail::read_search(extract_search_params(router_->target().value), value);
        change(value);
        set(value, options);
    }

private:
    router_state* router_;
    memo<T> value_;
};

/// The search of the location as a plain struct: `struct filter { std::string q; int page = 1; };` is
/// `?q=tea&page=2`. A member that the search does not tell, or tells wrongly, has its default; members that have it are
/// left out of the address. A list without elements has no text there: by default it should be empty.
/// @tparam T  members as in a form: text, numbers, bool (`on`, `off`), enums, optional or vector of these
template <class T>
[[nodiscard]] typed_search_params<T> use_search_params() {
    static_assert(form_decodable<T>, "a search is a plain struct of text, numbers, bool, optional and vector of these");
    return typed_search_params<T>(use_router());
}

}  // namespace solder
#endif
