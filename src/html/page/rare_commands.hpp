#ifndef SOLDER_SRC_HTML_PAGE_RARE_COMMANDS_HPP
#define SOLDER_SRC_HTML_PAGE_RARE_COMMANDS_HPP
#include <solder/html/dom_commands.hpp>

namespace solder::detail {

/// `solder_dom_head()` is `dom_op::head`, and so on, for commands that few programs can send. A program in the browser
/// asks its host for the number by a function of that name: so its imports tell which commands the glue of its bundle
/// has to know (cmake/fit_glue.py).
#ifdef __wasm__
#define SOLDER_RARE_COMMAND(op) \
    extern "C" __attribute__((import_module("solder"), import_name("dom_" #op))) dom_op solder_dom_##op();
#else
#define SOLDER_RARE_COMMAND(op) \
    inline dom_op solder_dom_##op() { return dom_op::op; }
#endif

/// The same for groups of commands: `content_command(dom_op::clear)` is `dom_op::clear`.
#ifdef __wasm__
#define SOLDER_COMMAND_GROUP(group) \
    extern "C" __attribute__((import_module("solder"), import_name("dom_" #group))) dom_op group##_command(dom_op op);
#else
#define SOLDER_COMMAND_GROUP(group) \
    inline dom_op group##_command(dom_op op) { return op; }
#endif

/// `create_text`, `create_markers`, `insert_before`, `remove`, `clear`, `take_content`.
SOLDER_COMMAND_GROUP(content)
/// `property_text`, `property_boolean`, `property_number`, `attribute_number`.
SOLDER_COMMAND_GROUP(property)
/// `kept_text`, `kept_boolean`, `kept_number`.
SOLDER_COMMAND_GROUP(kept)
SOLDER_RARE_COMMAND(title)
SOLDER_RARE_COMMAND(call)
SOLDER_RARE_COMMAND(raw)
SOLDER_RARE_COMMAND(adopt_raw)
SOLDER_RARE_COMMAND(head)
SOLDER_RARE_COMMAND(hydrate)
SOLDER_RARE_COMMAND(take_late)
SOLDER_RARE_COMMAND(choose)
SOLDER_RARE_COMMAND(mount)
SOLDER_RARE_COMMAND(written_at)
SOLDER_RARE_COMMAND(leave)
SOLDER_RARE_COMMAND(details)

#undef SOLDER_RARE_COMMAND
#undef SOLDER_COMMAND_GROUP

}  // namespace solder::detail
#endif
