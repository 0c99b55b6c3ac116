#ifndef SOLDER_QUERY_SUBMISSION_VIEW_HPP
#define SOLDER_QUERY_SUBMISSION_VIEW_HPP
#include <iterator>
#include <solder/query/action_base.hpp>

namespace solder {
namespace detail {

template <class R>
struct completed_as {
    using type = std::optional<R>;
};
template <>
struct completed_as<void> {
    using type = void;
};
template <class T>
struct completed_as<std::optional<T>> {
    using type = std::optional<T>;
};

}  // namespace detail

/// What the task of an action gives: its result, or nothing when the action gave none or an answer without a value.
template <class R>
using completed = typename detail::completed_as<R>::type;

namespace detail {

template <class R>
task<completed<R>> typed_outcome(task<erased_value> work) {
    auto value = co_await std::move(work);
    if constexpr (!std::is_void_v<R>)
        co_return value ? completed<R>(*static_cast<const R*>(value.get())) : std::nullopt;
}

/// Reads of one submission that may not be there. All tracked, each on its own.
class submission_reads {
public:
    explicit submission_reads(ref<submission_record> of) : record_(std::move(of)) {}
    explicit submission_reads(const submission_records& at_most_one);

    [[nodiscard]] bool pending() const { return record_ && record_->pending(); }
    [[nodiscard]] std::optional<solder::error> error() const;
    [[nodiscard]] std::string message_for(std::string_view field) const;
    [[nodiscard]] erased_value result() const { return record_ ? record_->result() : nullptr; }
    [[nodiscard]] erased_value input() const { return record_ ? record_->input : nullptr; }
    [[nodiscard]] const std::string& typed(std::string_view field) const;
    [[nodiscard]] const std::string& url() const;
    void clear() const {
        if (record_) clear_submission(record_);
    }
    /// Null when there is nothing to run again.
    [[nodiscard]] task<erased_value> retry() const;

private:
    ref<submission_record> record_;
};

}  // namespace detail

/// One submission of an action: a run, and its retries. Reads are tracked, each on its own. A handle; copies are the
/// same submission.
template <class R, class Input>
class submission {
public:
    explicit submission(ref<detail::submission_record> of) : id(of->id), reads_(std::move(of)) {}

    std::uint64_t id;  ///< tells submissions of a page apart

    /// Until the function has ended and what it made wrong has been read again.
    [[nodiscard]] bool pending() const { return reads_.pending(); }
    /// Why it failed; empty while it runs and after success.
    [[nodiscard]] std::optional<solder::error> error() const { return reads_.error(); }
    /// What is wrong with a field, as the error says; empty when it says nothing of it.
    [[nodiscard]] std::string message_for(std::string_view field) const { return reads_.message_for(field); }
    /// The arguments it was started with, bound ones first.
    [[nodiscard]] std::shared_ptr<const Input> input() const {
        return std::static_pointer_cast<const Input>(reads_.input());
    }
    /// The text that stood in a field of its form, whether it was of the right form for the arguments or not. Empty
    /// where there was none, for files, and without script for what is secret by its name.
    [[nodiscard]] const std::string& typed(std::string_view field) const { return reads_.typed(field); }
    /// What it gave; null until then.
    [[nodiscard]] std::shared_ptr<const R> result() const
        requires(!std::is_void_v<R>)
    {
        return std::static_pointer_cast<const R>(reads_.result());
    }
    /// The address of its action, without bound arguments.
    [[nodiscard]] const std::string& url() const { return reads_.url(); }
    /// Takes it off the list, pending or not. What runs goes on; its outcome is not shown.
    void clear() const { reads_.clear(); }
    /// Runs it again with the same input, in its place in the list. The task may be dropped.
    task<completed<R>> retry() const { return detail::typed_outcome<R>(reads_.retry()); }

    friend bool operator==(const submission& a, const submission& b) { return a.id == b.id; }

private:
    detail::submission_reads reads_;
};

/// The last submission of an action, as far as the filter lets through; follows when a newer one starts. All reads are
/// tracked. Without one they are empty, and `clear` and `retry` do nothing.
template <class R, class Input>
class submission_view {
public:
    /// @param last  at most one
    explicit submission_view(memo<detail::submission_records> last) : last_(std::move(last)) {}

    [[nodiscard]] bool pending() const { return last().pending(); }
    /// Why it failed; empty while it runs, after success and when there is none.
    [[nodiscard]] std::optional<solder::error> error() const { return last().error(); }
    /// What is wrong with a field, as the error says; empty when it says nothing of it.
    [[nodiscard]] std::string message_for(std::string_view field) const { return last().message_for(field); }
    /// The arguments it was started with; null when there is none.
    [[nodiscard]] std::shared_ptr<const Input> input() const {
        return std::static_pointer_cast<const Input>(last().input());
    }
    /// The text that stood in a field of its form; see `submission::typed`.
    [[nodiscard]] std::string typed(std::string_view field) const { return last().typed(field); }
    /// What it gave; null until then.
    [[nodiscard]] std::shared_ptr<const R> result() const
        requires(!std::is_void_v<R>)
    {
        return std::static_pointer_cast<const R>(last().result());
    }
    /// The address of its action, without bound arguments; empty when there is none.
    [[nodiscard]] const std::string& url() const { return last().url(); }
    /// Takes it off the list; the one before it is the last then.
    void clear() const { untracked().clear(); }
    /// Runs it again with the same input; the task may be dropped, and is empty when there is none.
    task<completed<R>> retry() const { return detail::typed_outcome<R>(untracked().retry()); }

private:
    detail::submission_reads last() const { return detail::submission_reads(last_()); }
    detail::submission_reads untracked() const { return detail::submission_reads(last_.peek()); }
    memo<detail::submission_records> last_;
};

/// All submissions of an action that the filter lets through, in the order they started. Which ones there are is one
/// dependency, the parts of each their own. `For` takes it as it is.
template <class R, class Input>
class submissions_view {
public:
    using value_type = submission<R, Input>;

    /// Goes through the list by index: a change on the way may skip one, and is otherwise safe.
    class iterator {
    public:
        using value_type = submission<R, Input>;
        using difference_type = std::ptrdiff_t;
        explicit iterator(memo<detail::submission_records> all) : all_(std::move(all)) {}
        value_type operator*() const { return value_type(all_.peek()[index_]); }
        iterator& operator++() { return ++index_, *this; }
        void operator++(int) { ++index_; }
        friend bool operator==(const iterator& at, std::default_sentinel_t) {
            return at.index_ >= at.all_.peek().size();
        }

    private:
        memo<detail::submission_records> all_;
        std::size_t index_ = 0;
    };

    explicit submissions_view(memo<detail::submission_records> all) : all_(std::move(all)) {}

    [[nodiscard]] std::size_t size() const { return all_().size(); }
    [[nodiscard]] bool empty() const { return all_().empty(); }
    /// @param index  less than `size()`
    [[nodiscard]] value_type operator[](std::size_t index) const { return value_type(all_()[index]); }
    [[nodiscard]] iterator begin() const { return all_(), iterator(all_); }
    [[nodiscard]] std::default_sentinel_t end() const { return {}; }
    /// Whether any of them is pending.
    [[nodiscard]] bool pending() const { return detail::any_pending(all_()); }
    /// The list as a value.
    [[nodiscard]] std::vector<value_type> operator()() const {
        std::vector<value_type> list;
        for (const auto& record : all_()) list.push_back(value_type(record));
        return list;
    }

private:
    memo<detail::submission_records> all_;
};

/// How a submission ended, for `on_complete`: it is shown right after. A copy is good for as long as it is kept.
template <class R, class Input>
class submission_snapshot {
public:
    explicit submission_snapshot(detail::run_outcome of) : of_(std::move(of)) {}

    [[nodiscard]] std::shared_ptr<const Input> input() const {
        return std::static_pointer_cast<const Input>(of_.record->input);
    }
    [[nodiscard]] const std::string& url() const { return of_.record->action->url; }
    /// Null when it failed or gave none.
    [[nodiscard]] std::shared_ptr<const R> result() const
        requires(!std::is_void_v<R>)
    {
        return std::static_pointer_cast<const R>(of_.value);
    }
    [[nodiscard]] std::optional<solder::error> error() const {
        return of_.failed ? std::optional(*of_.failed) : std::nullopt;
    }
    [[nodiscard]] bool pending() const { return false; }
    void clear() const { detail::clear_submission(of_.record); }
    /// Runs it again; called before `on_complete` returns, the run that has just ended takes over how that one ends.
    task<completed<R>> retry() const {
        return detail::typed_outcome<R>(detail::outcome_of(detail::begin_run(of_.record)));
    }

private:
    detail::run_outcome of_;
};

}  // namespace solder
#endif
