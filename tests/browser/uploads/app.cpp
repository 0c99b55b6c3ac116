#include "app.hpp"
#include <solder/html.hpp>

namespace {

using namespace solder;

view Page() {
    auto pictures = create_async([] { return get_pictures(); });
    auto adding = use_submission(add_picture);
    return html(
        R"(<form method="post" enctype="multipart/form-data" action={}>
  <input name="title"><input type="file" name="picture"><input type="file" name="more" multiple><button>Add</button>
</form>
<p id="pending">{}</p><p id="sent">{}</p><p id="message">{}</p><p id="beside">{}</p><p id="result">{}</p>
<button id="retry" type="button" onclick={}>Again</button>
<ul>{}</ul>)",
        add_picture.with(3), [=] { return adding.pending() ? "pending" : "idle"; },
        [=] { return adding.input() ? std::get<1>(*adding.input()).picture.name : std::string(); },
        [=] {
            auto failed = adding.error();
            return failed ? std::string(to_string(failed->kind)) + ": " + failed->message : std::string();
        },
        [=] { return adding.message_for("picture"); },
        [=] { return adding.result() ? *adding.result() : std::string(); }, [=] { adding.retry(); },
        For(pictures, [](const picture& p) {
            return html("<li>{}</li>", std::to_string(p.album) + "|" + p.title + "|" + p.name + "|" + p.type + "|" +
                                           std::to_string(p.bytes));
        }));
}

}  // namespace

solder::application solder::make_application() { return {.root = Page, .title = "Uploads"}; }
