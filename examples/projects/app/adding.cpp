#include <app/adding.hpp>
#include <app/parts.hpp>

namespace projects {

using namespace solder;

adding_tasks::adding_tasks(std::int64_t project_id)
    : project_id_(project_id),
      all_(use_submissions(add_task, [=](const auto& input) { return std::get<0>(input) == project_id; })),
      field_(create_signal(std::string(), never_equal)),
      in_field_(create_signal<std::uint64_t>(0)) {
    auto newest = untrack([this] { return all_.empty() ? 0 : all_[all_.size() - 1].id; });
    untrack([this] { take_back(); });  // what a form without script left
    create_effect([self = *this, newest]() mutable {
        if (self.all_.empty()) return;
        auto last = self.all_[self.all_.size() - 1].id;
        if (std::exchange(newest, last) != last) self.empty_field();
        self.take_back();
    });
}

/// A title is on its way: the one that was refused before has been replaced by it.
void adding_tasks::empty_field() const {
    auto replaced = in_field_.peek();
    for (const auto& each : untrack(all_))
        if (each.id == replaced) each.clear();
    in_field_.set(0);
    field_.set("");
}

void adding_tasks::take_back() const {
    if (all_.empty()) return;
    auto last = all_[all_.size() - 1];
    auto why = last.error();
    if (!why || why->kind != error_kind::invalid || last.id == in_field_.peek() || !field_.peek().empty()) return;
    in_field_.set(last.id);
    field_.set(title_of(last));
}

std::string adding_tasks::title_of(const submission& each) {
    auto input = each.input();
    return input ? std::get<1>(*input).title : std::string();
}

view adding_tasks::Form() const {
    auto refused = [self = *this]() -> std::optional<view> {
        for (const auto& each : self.all_())
            if (auto why = each.error(); why && each.id == self.in_field_())
                return html(R"(<p class="field-error" role="alert">{}</p>)", why->message);
        return std::nullopt;
    };
    return html(
        R"(<form class="add" method="post" action={}>
  <input name="title" placeholder="New task" aria-label="New task" autocomplete="off" value={} aria-invalid={} oninput={}>
  <button>Add</button>
  {}
</form>)",
        add_task.with(project_id_), field_, [id = in_field_] { return id() != 0; },
        [field = field_](event& e) { field.set(std::string(e.value)); }, refused);
}

view adding_tasks::Rows() const {
    auto shown = [self = *this] {
        std::vector<submission> rows;
        for (const auto& each : self.all_())
            if (each.pending() || (each.error() && each.id != self.in_field_())) rows.push_back(each);
        return rows;
    };
    return For(shown, Row);
}

view adding_tasks::Row(const submission& each) {
    auto state = [each]() -> std::optional<view> {
        if (each.pending()) return html(R"(<span class="note">Adding…</span>)");
        auto why = each.error();
        if (!why) return std::nullopt;
        return WriteFailure(*why, [each] { each.retry(); }, [each] { each.clear(); });
    };
    return html(R"(<li class="coming"><span>{}</span>{}</li>)", title_of(each), state);
}

}  // namespace projects
