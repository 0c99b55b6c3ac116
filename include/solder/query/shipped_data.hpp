#ifndef SOLDER_QUERY_SHIPPED_DATA_HPP
#define SOLDER_QUERY_SHIPPED_DATA_HPP
#include <cstdint>
#include <map>
#include <optional>
#include <solder/core/task.hpp>
#include <solder/reactive/context.hpp>
#include <solder/wire/error_json.hpp>
#include <solder/wire/form.hpp>
#include <solder/wire/json.hpp>
#include <solder/wire/key.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace solder {

/// What a form post without script leaves for the page shown after it. Travels as JSON, in a cookie and in the page.
struct post_flash {
    std::string url;         ///< of the action, without bound arguments
    std::string bound_json;  ///< the bound arguments
    form_fields fields;
    std::optional<error> failed;
    std::optional<raw_json> result;  ///< what the function gave
};

/// Answers that the server read for a page and sends with it, so that the page does not fetch them again.
///
/// One per request on the server, where answers are recorded, and one per page in the browser, where each is taken
/// once. A page that is sent in pieces says at first which answers are still to come, and brings them later.
class shipped_data {
public:
    /// Keeps the answer to what `key_text` names. A value is JSON text.
    void record(std::string key_text, result<std::string> answer);
    /// On a server: records an answer as it was encoded; that this did not work is told as any failure.
    void ship(std::string key_text, result<std::string> encoded);
    /// From now on only answers that `wants` is true of are recorded.
    void keep_only(std::vector<query_key> keys) { wanted_ = std::move(keys); }
    /// Whether the answer to a call that the running code makes is to be recorded: all are, but for those that are made
    /// where `ships_nothing_context` says so. After `keep_only` only those are that its keys match, or that are made
    /// where `ships_all_context` says so.
    [[nodiscard]] bool wants(std::string_view key_text) const;
    /// Gives an answer away; empty when there is none (any more).
    std::optional<result<std::string>> take(std::string_view key_text);
    /// Whether an answer to it was given away, or is on its way: what a cache outside of the page keeps may be older.
    [[nodiscard]] bool has_brought(std::string_view key_text) const;
    /// The answers to what any of `keys` matches (null: all) are out of date: they are shown once and asked for again.
    void outdate(const std::vector<query_key>* keys);
    [[nodiscard]] bool is_outdated(std::string_view key_text) const;
    /// What a post without script left for this page, on its way to `submission_list::left_by_post`.
    void set_flash(post_flash flash) { flash_ = std::move(flash); }
    [[nodiscard]] std::optional<post_flash> take_flash() { return std::exchange(flash_, std::nullopt); }
    [[nodiscard]] bool empty() const { return answers_.empty(); }

    /// On the server: more answers may follow what `take_script_json` gives. In the browser: more may come.
    [[nodiscard]] bool is_open() const { return is_open_; }
    void open() { is_open_ = true; }
    /// No more come: who waits for one has to fetch.
    void close();
    /// An answer is on its way, or will not come: `record`, `outdate` and `close` end that.
    void expect(std::string key_text);
    [[nodiscard]] bool expects(std::string_view key_text) const { return coming_.contains(key_text); }
    /// Calls `tell` once, when the answer is no longer expected; at once when it is not now.
    void when_here(std::string_view key_text, callback<void()> tell);
    /// Drops what nobody took: it is no longer fresh.
    void clear() { answers_.clear(); }
    /// Drops that, and what was there.
    void forget() {
        answers_.clear();
        given_.clear();
    }

    /// `e` as a visitor may see it; `where` is for the log. By default what `public_error` gives.
    [[nodiscard]] error error_to_show(std::string_view where, const error& e) const {
        return show_error ? show_error(where, e) : public_error(e);
    }
    /// Set by a server that logs what it does not show.
    callback<error(std::string_view where, const error& e)> show_error;

    /// The form in which it travels inside a `<script>`: `{"values": {key: value}, "errors": {key: {"kind",
    /// "message"}}}`, and `"coming": [key]` while it is open. Messages that are not public are replaced by neutral
    /// text.
    [[nodiscard]] std::string to_script_json() const;
    /// The same of what came up since the last call.
    [[nodiscard]] std::string take_script_json();
    /// The values alone, as an object by key; empty when there are none. Those that do not fit, or are no JSON,
    /// are left out.
    [[nodiscard]] std::string values_json(std::size_t most_bytes) const;
    /// Reads that form; text that does not decode gives nothing (the page then fetches).
    void add_from_json(std::string_view json);

private:
    using waiting_by_key = std::map<std::string, std::vector<callback<void()>>, std::less<>>;

    static void tell_all(waiting_by_key gone);
    void add_part(std::string_view part, std::string_view json);
    [[nodiscard]] std::string coming_json() const;
    [[nodiscard]] bool came_too_late(std::string_view key_text) const;

    struct kept_answer {
        result<std::string> answer;
        bool is_outdated = false;
    };
    using answers_by_key = std::map<std::string, kept_answer, std::less<>>;
    answers_by_key answers_;
    answers_by_key given_;  // away: what they were is gone
    waiting_by_key coming_;
    std::vector<query_key> outdated_;  // while it is open: what comes later was fetched before that
    bool all_outdated_ = false;
    bool is_open_ = false;
    std::optional<std::vector<query_key>> wanted_;  // empty: all
    std::optional<post_flash> flash_;
};

/// Where the running code records or takes shipped answers; null: nowhere.
[[nodiscard]] const context<shipped_data*>& shipped_data_context();
/// Whether what the running code reads is recorded although no key names it.
[[nodiscard]] const context<bool>& ships_all_context();
/// Whether what the running code reads is not sent along with a document, because the page will not run that code.
[[nodiscard]] const context<bool>& ships_nothing_context();
/// The one for code outside of any owner that has one (the browser's page).
void set_page_shipped_data(shipped_data* data);

namespace detail {

/// The same, made when code first asks for it.
void make_page_shipped_data_by(shipped_data* (*make)());
/// Null: nobody has asked for it.
shipped_data* made_page_shipped_data();
shipped_data* current_shipped_data();
/// Where a server that renders records answers; null everywhere else.
shipped_data* shipped_data_of_request();

/// Set around the run of a query: its own answer is shipped, not those of the calls inside.
enum class query_run : std::uint8_t {
    none,
    first,
    again,  ///< an answer to the query came with the page
};
const context<query_run>& query_run_context();

/// On the server: lets `work` run, and ships its outcome, where it is wanted, under the name and arguments of the call.
/// What is rendered gets failures as visitors may see them.
template <class R>
task<R> ship_call(std::string_view name, std::string arguments, task<R> work) {
    auto* shipped = use_context(query_run_context()) == query_run::none ? shipped_data_of_request() : nullptr;
    auto key = std::string(name) + "()" + arguments;
    if (!shipped) co_return co_await std::move(work);
    const bool is_wanted = shipped->wants(key);
    if (is_wanted) shipped->expect(key);
    auto outcome = co_await as_result(std::move(work));
    shipped = shipped_data_of_request();  // null: the request has ended, and this goes on without it
    if (!outcome) {
        auto shown = shipped ? shipped->error_to_show(key, outcome.error()) : std::move(outcome.error());
        if (shipped && is_wanted) shipped->record(std::move(key), std::unexpected(shown));
        co_return fail(std::move(shown));
    }
    if (shipped && is_wanted) shipped->ship(std::move(key), to_whole_json(*outcome));
    co_return std::move(*outcome);
}
inline task<void> ship_call(std::string_view, std::string, task<void> work) { return work; }

/// In the browser: the answer that came with the page to this call, waiting for one that is on its way.
task<std::optional<result<std::string>>> take_shipped_call(std::string key_text);

}  // namespace detail
}  // namespace solder
#endif
