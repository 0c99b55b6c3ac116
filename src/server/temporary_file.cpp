#include "temporary_file.hpp"
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <solder/server/uploads.hpp>
#include <unistd.h>

namespace solder {
namespace detail {
namespace {

constexpr std::size_t gathered_bytes = 64 * 1024;

/// 0, or the error of a call that gave -1.
int outcome_of(long given) { return given < 0 ? errno : 0; }

int write_all(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return errno;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return 0;
}

/// Gives the file another name, within its file system and where none has it.
int move_file(const char* from, const char* to) {
    const int failed = outcome_of(::renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE));
    if (failed != EINVAL && failed != ENOSYS) return failed;
    // A file system that cannot rename like this: a second name, then one less.
    if (const int linked = outcome_of(::link(from, to))) return linked;
    ::unlink(from);
    return 0;
}

int copy_bytes(int from, int to) {
    std::string buffer(gathered_bytes, '\0');
    for (;;) {
        const auto count = ::read(from, buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return outcome_of(count);
        if (const int failed = write_all(to, {buffer.data(), static_cast<std::size_t>(count)})) return failed;
    }
}

struct open_file {
    int descriptor;
    explicit open_file(int d) : descriptor(d) {}
    open_file(const open_file&) = delete;
    ~open_file() {
        if (descriptor >= 0) ::close(descriptor);
    }
};

/// A new file with a name of its own in `folder`; `name` gets its path.
int make_file(const std::filesystem::path& folder, std::string& name) {
    name = (folder / "solder-upload-XXXXXX").string();
    return ::mkostemp(name.data(), O_CLOEXEC);
}

int copy_to(const std::filesystem::path& from, const std::filesystem::path& to) {
    std::string made;
    const open_file source(::open(from.c_str(), O_RDONLY | O_CLOEXEC));
    if (source.descriptor < 0) return errno;
    const open_file copy(make_file(to.has_parent_path() ? to.parent_path() : ".", made));
    if (copy.descriptor < 0) return errno;
    int failed = copy_bytes(source.descriptor, copy.descriptor);
    if (!failed) failed = move_file(made.c_str(), to.c_str());
    if (failed) ::unlink(made.c_str());
    return failed;
}

}  // namespace

std::shared_ptr<temporary_file> temporary_file::make(const std::filesystem::path& folder) {
    std::string name;
    errno = ENOENT;
    const int descriptor = folder.empty() ? -1 : make_file(folder, name);
    if (descriptor < 0) return nullptr;
    return std::shared_ptr<temporary_file>(new temporary_file(descriptor, std::move(name)));
}

temporary_file::~temporary_file() { discard(); }

int temporary_file::write(std::string_view bytes) {
    waiting_ += bytes;
    return waiting_.size() < gathered_bytes ? 0 : flush();
}

int temporary_file::flush() {
    const int failed = write_all(descriptor_, waiting_);
    waiting_.clear();
    return failed;
}

int temporary_file::close() {
    const int failed = flush();
    waiting_.shrink_to_fit();
    const int closed = outcome_of(::close(std::exchange(descriptor_, -1)));
    return failed ? failed : closed;
}

int temporary_file::keep(const std::filesystem::path& to) {
    int failed = move_file(path_.c_str(), to.c_str());
    if (failed == EXDEV) {
        failed = copy_to(path_, to);
        if (!failed) ::unlink(path_.c_str());
    }
    if (failed) return failed;
    path_ = to;
    is_kept_ = true;
    return 0;
}

void temporary_file::discard() {
    if (descriptor_ >= 0) ::close(std::exchange(descriptor_, -1));
    if (is_temporary()) ::unlink(std::exchange(path_, {}).c_str());
}

void discard_files(const form_fields& fields) {
    for (const auto& field : fields)
        if (auto* file = field.file ? dynamic_cast<temporary_file*>(field.file->place.get()) : nullptr) file->discard();
}

}  // namespace detail

std::filesystem::path stored_path(const uploaded_file& file) {
    const auto* stored = dynamic_cast<const detail::temporary_file*>(file.place.get());
    return stored ? stored->path() : std::filesystem::path();
}

result<void> keep_file(const uploaded_file& file, const std::filesystem::path& to) {
    auto* stored = dynamic_cast<detail::temporary_file*>(file.place.get());
    if (!stored || !stored->is_temporary())
        return fail("cannot keep an uploaded file at " + to.string() + ": it is gone, or kept already");
    const auto from = stored->path().string();
    if (const int failed = stored->keep(to))
        return fail("cannot move " + from + " to " + to.string() + ": " + std::strerror(failed));
    return {};
}

}  // namespace solder
