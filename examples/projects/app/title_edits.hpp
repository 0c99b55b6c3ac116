#ifndef PROJECTS_APP_TITLE_EDITS_HPP
#define PROJECTS_APP_TITLE_EDITS_HPP
#include <app/parts.hpp>

namespace projects {

/// Titles that were typed into rename forms and are not saved: not sent, or refused. By the id of what has the title.
/// A handle.
class title_edits {
public:
    /// In a component.
    title_edits();

    /// Tracked.
    [[nodiscard]] bool has(std::int64_t id) const;
    /// What was typed for `id`, else `otherwise`. Not tracked: the field shows what is typed by itself.
    [[nodiscard]] std::string text(std::int64_t id, std::string otherwise) const;
    void put(std::int64_t id, std::string text) const;
    void drop(std::int64_t id) const;
    /// What was sent for `id` was refused, or is so no longer; what was typed since stays.
    void mark_refused(std::int64_t id, bool is_refused) const;

    /// Moves the focus to the field of the first.
    void show_first() const;
    /// Tracked: whether the focus is wanted in the field of `id`.
    [[nodiscard]] bool is_wanted(std::int64_t id) const { return wanted_() == id; }
    void want_none() const { wanted_.set(0); }

private:
    struct edit {
        std::int64_t id;
        std::optional<std::string> text;  // none: as it was refused
    };
    const edit* find(std::int64_t id) const;

    solder::signal<std::vector<edit>> edits_;
    solder::signal<std::int64_t> wanted_;
};

/// What a rename form is about.
struct renamed {
    std::int64_t id;
    std::string title;    ///< as it is kept
    std::string address;  ///< where the form posts
    std::string label;
};
/// The text that was sent last, as long as it is on its way or has been refused.
struct sent_title {
    std::string text;
    bool is_refused = false;

    friend bool operator==(const sent_title&, const sent_title&) = default;
};
solder::view RenameForm(const title_edits& edits, renamed what, solder::memo<std::optional<sent_title>> sent,
                        solder::callback<std::optional<solder::view>()> failure);

/// The same for `runs` of an action whose last parameter is the form.
template <class Submissions>
solder::view RenameForm(const title_edits& edits, renamed what, Submissions runs) {
    auto sent = solder::create_memo([runs]() -> std::optional<sent_title> {
        if (runs.empty()) return std::nullopt;
        auto last = runs[runs.size() - 1];
        const bool is_refused = last.error().has_value();
        auto input = is_refused || last.pending() ? last.input() : nullptr;
        if (!input) return std::nullopt;
        return sent_title{std::get<std::tuple_size_v<std::remove_cvref_t<decltype(*input)>> - 1>(*input).title,
                          is_refused};
    });
    return RenameForm(edits, std::move(what), std::move(sent), [runs] { return last_failure(runs); });
}

/// Asks before the page is left while `is_unsaved`: in the page, and when the tab is closed as the browser does it.
/// A place with the same path (another filter) is the same page.
solder::view LeaveQuestion(const title_edits& edits, solder::memo<bool> is_unsaved);

}  // namespace projects
#endif
