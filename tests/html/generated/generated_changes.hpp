#ifndef SOLDER_TESTS_HTML_GENERATED_GENERATED_CHANGES_HPP
#define SOLDER_TESTS_HTML_GENERATED_GENERATED_CHANGES_HPP
#include "generated_view.hpp"

namespace solder::testing {

/// What happens to a page: signals are written, alone, together or in a transition, and answers become out of date.
/// Both have to outlive the turn after the change: a transition runs in that.
class page_changes {
public:
    page_changes(generated_page& page, random_source& r) : page_(page), r_(r) {}

    /// One random change, or several at once. In a batch.
    void some() const;

private:
    void write() const;
    void change_list(const signal<std::vector<item>>& list) const;
    void new_answers() const;

    generated_page& page_;
    random_source& r_;
};

}  // namespace solder::testing
#endif
