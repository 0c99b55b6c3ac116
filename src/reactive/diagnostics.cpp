#include <cstdlib>
#include <memory>
#include <solder/core/assert.hpp>
#include <solder/reactive/graph.hpp>

namespace solder {
namespace {

std::string place(const std::source_location& at) {
    return std::string(at.file_name()) + ':' + std::to_string(at.line());
}

}  // namespace

std::string diagnostic::text() const {
    return place(touched) + ": " + message + "\n" + place(made) + ": made here, in " + made.function_name();
}

#ifdef NDEBUG

void set_diagnostic_hook(callback<void(const diagnostic&)>) {}

#else

namespace {

thread_local std::shared_ptr<callback<void(const diagnostic&)>> hook;

void tell(const diagnostic& what) {
    if (const auto now = hook) return (*now)(what);  // it may set another
    detail::report_to_log(what.text().c_str());
}

}  // namespace

void set_diagnostic_hook(callback<void(const diagnostic&)> next) {
    hook = next ? std::make_shared<callback<void(const diagnostic&)>>(std::move(next)) : nullptr;
}

namespace detail {

void report(mistake what, std::string message, const call_site& made, const call_site& touched) {
    // Who is told may read and write: nothing of it belongs to the code that made the mistake.
    ambient_scope aside{ref<ambient>(current_ambient)};
    allow_writes freely;
    tell({what, std::move(message), made, touched});
}

void report_wrong_thread(const call_site& made, const call_site& touched) {
    report(mistake::wrong_thread, "used on another thread than the one that made it", made, touched);
    std::abort();
}

void check_write(const signal_base& written, const call_site& touched) {
    if (written.home && written.home != &this_graph) report_wrong_thread(written.made, touched);
    this_graph.last_write = touched;
    if (auto* memo = this_graph.running_memo)
        report(mistake::write_in_memo, "a memo writes a signal: it only computes; use an effect or create_computed",
               memo->made_at(), touched);
}

}  // namespace detail
#endif

}  // namespace solder
