#ifndef PROJECTS_APP_TASK_FILTER_HPP
#define PROJECTS_APP_TASK_FILTER_HPP
#include <app/model.hpp>
#include <app/search_field.hpp>

namespace projects {

/// Which tasks of a project are shown, as it stands in the address: `?show=open&q=roof`.
struct task_choice {
    std::string show = "all";  ///< or "open", "done"
    std::string q;

    friend bool operator==(const task_choice&, const task_choice&) = default;
};

/// The form for that: choosing makes an entry in the history, typing does not.
class task_filter {
public:
    /// In a component.
    explicit task_filter(std::int64_t project_id);

    /// Tracked, and does not wait for the address: whether `task` is shown.
    [[nodiscard]] bool shows(const project_task& task) const;
    /// Tracked: whether some tasks may not be shown.
    [[nodiscard]] bool is_on() const { return !text_().empty() || chosen_().show != "all"; }
    [[nodiscard]] solder::view Form() const;

private:
    solder::view Choice(const char* value, const char* label) const;

    std::string address_;
    solder::typed_search_params<task_choice> chosen_;
    search_field text_;
};

}  // namespace projects
#endif
