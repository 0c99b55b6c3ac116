#ifndef SOLDER_QUERY_SUBMISSION_HPP
#define SOLDER_QUERY_SUBMISSION_HPP
#include <memory>
#include <optional>
#include <solder/core/shared_task.hpp>
#include <solder/query/shipped_data.hpp>
#include <solder/reactive/context.hpp>
#include <solder/reactive/signal.hpp>
#include <string>
#include <vector>

namespace solder {

class submission_list;

namespace detail {

struct action_base;

/// The way of a run to its page. The page may end first.
struct submission_page : ref_counted {
    submission_list* list = nullptr;  ///< null once the page is gone
};

/// Where an action runs: a page, and the owner whose contexts its function sees.
struct action_surroundings {
    ref<submission_page> page;
    ref<owner> around;

    /// Those of the running code.
    static action_surroundings current();
};

/// One submission of an action, its types erased. Each of its parts is tracked on its own.
struct submission_record : ref_counted {
    submission_record(std::shared_ptr<action_base> of, erased_value with, action_surroundings where);

    const std::shared_ptr<action_base> action;
    const erased_value input;
    const action_surroundings here;
    const std::uint64_t id;
    /// Why the function is not called: the form does not make its arguments.
    std::shared_ptr<const error> refused = {};
    form_fields typed = {};  ///< of the form that it came from
    signal<bool> pending{true};
    signal<erased_value> result{erased_value()};
    signal<erased_value> failed{erased_value()};  ///< an `error`; as untyped as `result`: one kind of signal for both

    std::uint32_t runs = 0;   ///< how often it was started; only the newest run has a say
    ref<shared_work> newest;  ///< that run
};

/// Runs the function of the record's action, for the first time or again, now and to its end.
ref<shared_work> begin_run(const ref<submission_record>& record);
/// Tracked.
[[nodiscard]] bool any_pending(const std::vector<ref<submission_record>>& records);
/// Takes it off the list of its page, whether it is pending or not (A28).
void clear_submission(const ref<submission_record>& record);

/// Looks at the input of submissions; empty: lets all through.
using submission_filter = callback<bool(const void* input)>;
using submission_records = std::vector<ref<submission_record>>;

/// The error that a record holds; empty when it holds none.
[[nodiscard]] std::optional<error> error_in(const erased_value& failed);
/// What that says of a field; empty when it says nothing of it.
[[nodiscard]] std::string message_in(const erased_value& failed, std::string_view field);

/// The submissions of `of` on this page that the filter lets through, in the order they started.
/// @param only_last  not more than the last of them
[[nodiscard]] memo<submission_records> watch_submissions(std::shared_ptr<const action_base> of, submission_filter lets,
                                                         bool only_last, call_site made);

}  // namespace detail

/// The submissions of a page, in the order they started.
///
/// One per page in the browser; one per request on the server, where it holds at most what a form post without script
/// left for the next page. Destroy it no later than the page's query cache: a run that ends after its list does nothing
/// more to the page.
class submission_list {
public:
    using record = ref<detail::submission_record>;

    submission_list();
    ~submission_list();
    submission_list(const submission_list&) = delete;
    submission_list& operator=(const submission_list&) = delete;

    static submission_list& current();
    /// Null where it would first have to be made.
    static submission_list* find_made();

    /// All records; tracked.
    [[nodiscard]] const std::vector<record>& read() const { return records_(); }
    void add(record added);
    void remove(const record& gone);
    /// A navigation drops what is settled (A30), inside its transition.
    void drop_settled();
    /// One that is given up, in that same transition: all that is shown stays.
    void keep_settled();
    [[nodiscard]] const ref<detail::submission_page>& page() const { return page_; }

    /// What a post without script left: becomes a submission of the action that it is for.
    std::optional<post_flash> left_by_post;

private:
    signal<std::vector<record>> records_{std::vector<record>()};
    ref<detail::submission_page> page_;
};

[[nodiscard]] const context<submission_list*>& submission_list_context();
/// Sets the list of this thread's page; not owned.
void set_page_submissions(submission_list* list);
namespace detail {
/// The same, made when code first asks for it.
void make_page_submissions_by(submission_list* (*make)());
}  // namespace detail

}  // namespace solder
#endif
