#include <app/search_field.hpp>

namespace projects {

using namespace solder;
using namespace std::chrono_literals;

search_field::search_field(memo<std::string> in_address, callback<void(const std::string&)> go)
    : in_address_(std::move(in_address)),
      go_(std::make_shared<const callback<void(const std::string&)>>(std::move(go))),
      typed_(create_signal(in_address_.peek())),
      asked_(std::make_shared<std::string>(in_address_.peek())) {
    auto paused = create_deferred(typed_, {.after = 250ms});
    create_effect([self = *this, paused] {
        paused();
        untrack([&] { self.show(); });
    });
    // A link or the history led to another text.
    create_effect([self = *this, paused] {
        *self.asked_ = self.in_address_();
        if (*self.asked_ != paused.peek()) self.typed_.set(*self.asked_);
    });
}

void search_field::show() const {
    if (typed_.peek() == *asked_) return;
    *asked_ = typed_.peek();
    (*go_)(*asked_);
}

void search_field::submit(event& e) const {
    e.prevent_default();
    show();
}

view search_field::Input(std::string placeholder, std::string label) const {
    return html(R"(<input type="search" name="q" placeholder={} aria-label={} autocomplete="off" bind={}>)",
                placeholder, label, typed_);
}

}  // namespace projects
