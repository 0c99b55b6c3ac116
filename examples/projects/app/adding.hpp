#ifndef PROJECTS_APP_ADDING_HPP
#define PROJECTS_APP_ADDING_HPP
#include <app/api.hpp>
#include <solder/solder.hpp>

namespace projects {

/// Adding tasks to a project: one after another without waiting. The field is empty again as soon as a title is on its
/// way; the title is a row of the list until its task is, or until somebody has seen that it failed. A title that is
/// refused comes back to the field, unless another is being typed there.
class adding_tasks {
public:
    /// In a component.
    explicit adding_tasks(std::int64_t project_id);

    [[nodiscard]] solder::view Form() const;
    [[nodiscard]] solder::view Rows() const;

private:
    using submission = solder::submission_of<decltype(add_task)>;
    using submissions = decltype(solder::use_submissions(add_task));

    void empty_field() const;
    void take_back() const;
    static std::string title_of(const submission& each);
    static solder::view Row(const submission& each);

    std::int64_t project_id_;
    submissions all_;
    solder::signal<std::string> field_;
    solder::signal<std::uint64_t> in_field_;  // the submission that came back to the field; 0: none
};

}  // namespace projects
#endif
