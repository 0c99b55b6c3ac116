#ifndef PROJECTS_APP_SEARCH_FIELD_HPP
#define PROJECTS_APP_SEARCH_FIELD_HPP
#include <solder/solder.hpp>

namespace projects {

/// A field whose text also stands in the address of the page, which follows what is typed, when that pauses. A handle.
class search_field {
public:
    /// In a component.
    /// @param in_address  tracked
    /// @param go          leads to the address with another text
    search_field(solder::memo<std::string> in_address, solder::callback<void(const std::string&)> go);

    /// Tracked: what is typed.
    [[nodiscard]] const std::string& operator()() const { return typed_(); }
    [[nodiscard]] const std::string& peek() const { return typed_.peek(); }
    /// For the form: the address follows at once, and nothing is loaded.
    void submit(solder::event& e) const;
    [[nodiscard]] solder::view Input(std::string placeholder, std::string label) const;

private:
    void show() const;

    solder::memo<std::string> in_address_;
    std::shared_ptr<const solder::callback<void(const std::string&)>> go_;
    solder::signal<std::string> typed_;
    std::shared_ptr<std::string> asked_;  // the text of the address that is led to, also while that is on its way
};

}  // namespace projects
#endif
