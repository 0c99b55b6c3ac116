#include <solder/query/submission_view.hpp>

namespace solder::detail {
namespace {

task<erased_value> nothing() { co_return erased_value(); }

}  // namespace

submission_reads::submission_reads(const submission_records& at_most_one)
    : record_(at_most_one.empty() ? nullptr : at_most_one.back()) {}

std::optional<error> submission_reads::error() const { return record_ ? error_in(record_->failed()) : std::nullopt; }

std::string submission_reads::message_for(std::string_view field) const {
    return record_ ? message_in(record_->failed(), field) : std::string();
}

const std::string& submission_reads::typed(std::string_view field) const {
    static const std::string none;
    const auto* text = record_ ? find_field(record_->typed, field) : nullptr;
    return text ? *text : none;
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
