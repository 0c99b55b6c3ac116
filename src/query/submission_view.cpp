#include <solder/query/submission_view.hpp>

namespace solder::detail {
namespace {

task<erased_value> nothing() { co_return erased_value(); }

}  // namespace

std::optional<error> submission_reads::error() const {
    if (!record_) return std::nullopt;
    const auto& failed = record_->failed();
    return failed ? std::optional(*failed) : std::nullopt;
}

const std::string& submission_reads::url() const {
    static const std::string none;
    return record_ ? record_->action->url : none;
}

task<erased_value> submission_reads::retry() const { return record_ ? outcome_of(begin_run(record_)) : nothing(); }

bool any_pending(const submission_records& records) {
    for (const auto& record : records)
        if (record->pending()) return true;
    return false;
}

}  // namespace solder::detail
