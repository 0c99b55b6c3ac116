#include <solder/core/assert.hpp>
#include <solder/query/submission.hpp>

namespace solder {
namespace {
constinit thread_local submission_list* page_list = nullptr;
}  // namespace

const context<submission_list*>& submission_list_context() {
    static const auto* made = new context<submission_list*>(nullptr);
    return *made;
}

void set_page_submissions(submission_list* list) { page_list = list; }

submission_list& submission_list::current() {
    auto* found = use_context(submission_list_context());
    if (!found) found = page_list;
    SOLDER_ASSERT(found, "no submissions here: an action was used outside of any page or request");
    return *found;
}

void submission_list::add(record added) {
    records_.push_back(std::move(added));
    touch();
}

void submission_list::remove(const record& gone) {
    if (std::erase(records_, gone)) touch();
}

void submission_list::drop_settled() {
    if (std::erase_if(records_, [](const record& r) { return !r->pending; })) touch();
}

}  // namespace solder
