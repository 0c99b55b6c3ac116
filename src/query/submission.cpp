#include <algorithm>
#include <solder/core/assert.hpp>
#include <solder/core/on_demand.hpp>
#include <solder/query/action_base.hpp>
#include <solder/query/submission.hpp>

namespace solder {
namespace {

constinit SOLDER_PER_THREAD detail::on_demand<submission_list> page_list;
constinit thread_local std::uint64_t last_id = 0;

}  // namespace

const context<submission_list*>& submission_list_context() {
    static const auto* made = new context<submission_list*>(nullptr);
    return *made;
}

void set_page_submissions(submission_list* list) { page_list.set(list); }
void detail::make_page_submissions_by(submission_list* (*make)()) { page_list.make = make; }

submission_list::submission_list() : page_(make_ref<detail::submission_page>()) { page_->list = this; }

submission_list::~submission_list() { page_->list = nullptr; }

submission_list* submission_list::find_made() {
    auto* found = use_context(submission_list_context());
    return found ? found : page_list.made;
}

submission_list& submission_list::current() {
    auto* found = use_context(submission_list_context());
    if (!found) found = page_list.get();
    SOLDER_ASSERT(found, "no submissions here: an action was used outside of any page or request");
    return *found;
}

void submission_list::add(record added) {
    records_.update([&](auto& records) { records.push_back(added); });
}

void submission_list::remove(const record& gone) {
    records_.update([&](auto& records) { return std::erase(records, gone) > 0; });
}

void submission_list::drop_settled() {
    records_.update([](auto& records) {
        return std::erase_if(records, [](const record& each) { return !each->pending.peek(); }) > 0;
    });
}

void submission_list::keep_settled() {
    records_.update([this](auto& records) {
        detail::world_scope shown(detail::world::shown_only);
        records = records_.peek();
    });
}

namespace detail {

action_surroundings action_surroundings::current() {
    return {submission_list::current().page(), ref<owner>(get_owner())};
}

submission_record::submission_record(std::shared_ptr<action_base> of, erased_value with, action_surroundings where)
    : action(std::move(of)), input(std::move(with)), here(std::move(where)), id(++last_id) {}

void clear_submission(const ref<submission_record>& record) {
    if (auto* list = record->here.page->list) list->remove(record);
}

namespace {

/// What one `use_submission` looks at.
struct submission_watch {
    ref<submission_page> page;
    std::shared_ptr<const action_base> action;
    submission_filter lets;

    bool wants(const submission_record& record) const {
        // Two actions of one address may take different things; only those of one type can be read.
        return record.action->url == action->url && record.action->type == action->type &&
               (!lets || lets(record.input.get()));
    }
};

}  // namespace

memo<submission_records> watch_submissions(std::shared_ptr<const action_base> of, submission_filter lets,
                                           bool only_last, call_site made) {
    submission_watch watch{submission_list::current().page(), std::move(of), std::move(lets)};
    auto find = [watch = std::move(watch), only_last] {
        submission_records found;
        auto* all = watch.page->list ? &watch.page->list->read() : nullptr;
        for (auto left = all ? all->size() : 0; left > 0 && !(only_last && !found.empty()); --left)
            if (watch.wants(*(*all)[left - 1])) found.push_back((*all)[left - 1]);
        std::ranges::reverse(found);
        return found;
    };
    return create_memo(std::move(find), {}, made);
}

std::optional<error> error_in(const erased_value& failed) {
    return failed ? std::optional(*static_cast<const error*>(failed.get())) : std::nullopt;
}

std::string message_in(const erased_value& failed, std::string_view field) {
    return failed ? std::string(static_cast<const error*>(failed.get())->fields.message_for(field)) : std::string();
}

}  // namespace detail
}  // namespace solder
