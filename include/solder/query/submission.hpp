#ifndef SOLDER_QUERY_SUBMISSION_HPP
#define SOLDER_QUERY_SUBMISSION_HPP
#include <memory>
#include <optional>
#include <solder/core/error.hpp>
#include <solder/query/shipped_data.hpp>
#include <solder/reactive/context.hpp>
#include <solder/reactive/signal.hpp>
#include <string>
#include <vector>

namespace solder {
namespace detail {

/// One run of an action, its types erased: input and result are of the action that `url` names.
struct submission_record : ref_counted {
    std::string url;
    std::shared_ptr<const void> input;
    std::shared_ptr<const void> result;
    std::optional<error> failed;
    bool pending = true;
    std::function<void()> retry;
};

}  // namespace detail

/// The submissions of a page, in the order they started.
///
/// One per page in the browser; one per request on the server, where it holds at most what a form post without script
/// left for the next page.
class submission_list {
public:
    using record = ref<detail::submission_record>;

    static submission_list& current();

    /// All records; tracked.
    const std::vector<record>& read() const {
        changes_();
        return records_;
    }
    void add(record added);
    void remove(const record& gone);
    /// A record has changed.
    void touch() {
        changes_.update([](std::uint64_t& n) { ++n; });
    }
    /// A navigation drops what is settled (A30).
    void drop_settled();

    /// What a post without script left: becomes a submission of the action that it is for.
    std::optional<post_flash> left_by_post;

private:
    std::vector<record> records_;
    signal<std::uint64_t> changes_{0};
};

[[nodiscard]] const context<submission_list*>& submission_list_context();
/// Sets the list of this thread's page; not owned.
void set_page_submissions(submission_list* list);

}  // namespace solder
#endif
