#include "byte_range.hpp"
#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <solder/core/ascii.hpp>
#include <solder/core/percent.hpp>
#include <solder/core/start.hpp>
#include <solder/core/thread_pool.hpp>
#include <solder/server/file_response.hpp>
#include <solder/server/static_files.hpp>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace solder {
namespace {

constexpr std::size_t piece_bytes = 64 * 1024;

/// A file that is open for reading.
class open_file {
public:
    explicit open_file(int number) : number_(number) {}
    open_file(const open_file&) = delete;
    ~open_file() { ::close(number_); }
    [[nodiscard]] int number() const { return number_; }

private:
    int number_;
};

struct found_file {
    std::shared_ptr<const open_file> file;
    std::uint64_t size;
    std::string etag;
};

error cannot_read(const std::filesystem::path& path) {
    return error{"cannot read " + path.string() + ": " + std::generic_category().message(errno)};
}

error no_such_file() { return not_found("There is no such file."); }

/// Blocks.
result<found_file> find_file(const std::filesystem::path& path) {
    if (path.native().contains('\0')) return fail(no_such_file());  // the system would read the path up to there
    const int number = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);  // a pipe would wait for its writer
    const bool is_none = errno == ENOENT || errno == ENOTDIR || errno == ENAMETOOLONG;
    if (number < 0) return fail(is_none ? no_such_file() : cannot_read(path));
    auto file = std::make_shared<const open_file>(number);
    struct stat about{};
    if (::fstat(number, &about) != 0) return fail(cannot_read(path));
    if (!S_ISREG(about.st_mode)) return fail(no_such_file());
    auto etag = '"' + std::to_string(about.st_mtim.tv_sec) + '-' + std::to_string(about.st_mtim.tv_nsec) + '-' +
                std::to_string(about.st_size) + '"';
    return found_file{std::move(file), static_cast<std::uint64_t>(about.st_size), std::move(etag)};
}

/// Blocks. As many bytes as there are, up to `size`.
result<std::string> read_some(const open_file& file, std::uint64_t at, std::size_t size) {
    std::string text(size, '\0');
    const auto got = ::pread(file.number(), text.data(), size, static_cast<off_t>(at));
    if (got <= 0) return fail("a file that is being sent cannot be read any more, or has become shorter");
    text.resize(static_cast<std::size_t>(got));
    return text;
}

/// Part of a file, read piece by piece.
class file_body final : public body_stream {
public:
    file_body(std::shared_ptr<const open_file> file, std::uint64_t first, std::uint64_t size)
        : file_(std::move(file)), at_(first), size_(size), left_(size) {}

    [[nodiscard]] std::optional<std::uint64_t> size() const override { return size_; }
    void next(callback<void(result<body_piece>)> done) override {
        if (left_ == 0) return done(body_piece{{}, true});
        auto reading = run_blocking([file = file_, at = at_, size = std::min<std::uint64_t>(left_, piece_bytes)] {
            return read_some(*file, at, size);
        });
        work_ = start(std::move(reading), [this, done = std::move(done)](result<std::string> text) {
            if (!text) return done(std::unexpected(std::move(text.error())));
            at_ += text->size();
            left_ -= text->size();
            done(body_piece{std::move(*text), left_ == 0});
        });
    }

private:
    std::shared_ptr<const open_file> file_;
    std::uint64_t at_, size_, left_;
    operation work_;
};

/// Whether a browser that is led to such a file only shows or plays it. What runs script there has several names, and
/// nobody knows all that a browser takes for one of them: these are those of which it is known that they do not.
bool runs_no_script(std::string_view type) {
    const auto name = detail::lower_case(detail::trimmed(type.substr(0, type.find(';'))));
    constexpr std::string_view kinds[]{"audio/", "video/", "font/"};
    constexpr std::string_view names[]{"text/plain",
                                       "text/css",
                                       "text/csv",
                                       "text/javascript",
                                       "application/javascript",
                                       "application/pdf",
                                       "application/json",
                                       "image/png",
                                       "image/jpeg",
                                       "image/gif",
                                       "image/webp",
                                       "image/avif",
                                       "image/x-icon",
                                       "application/zip",
                                       "application/wasm",
                                       "application/octet-stream"};
    return std::ranges::any_of(kinds, [&](auto kind) { return name.starts_with(kind); }) ||
           std::ranges::find(names, name) != std::end(names);
}

/// RFC 6266; names beyond ASCII as RFC 8187 has them.
std::string as_attachment(std::string_view name) {
    return "attachment; filename*=UTF-8''" + percent_encode_component(name);
}

http_headers headers_of(const found_file& found, const std::filesystem::path& path, const file_options& options) {
    http_headers headers;
    const auto name = path.filename().string();
    const std::string type = options.content_type.empty() ? std::string(content_type_of(name)) : options.content_type;
    if (!headers.set("Content-Type", type)) headers.set("Content-Type", "application/octet-stream");
    headers.set("ETag", found.etag);
    headers.set("Cache-Control", options.cache_control);
    headers.set("Accept-Ranges", "bytes");
    if (!options.download_as.empty()) headers.set("Content-Disposition", as_attachment(options.download_as));
    if (!runs_no_script(type)) headers.set("Content-Security-Policy", "sandbox");
    return headers;
}

http_response response_with(const http_request& request, const found_file& found, http_headers headers) {
    if (const auto known = request.headers.list("if-none-match"); known && matches_etag(*known, found.etag))
        return {.status = 304, .headers = std::move(headers)};
    const auto range = detail::asked_range(request, found.etag, found.size);
    if (range && range->size == 0) return detail::no_such_range(*range, found.size);
    if (range) headers.set("Content-Range", detail::content_range(*range, found.size));
    const auto part = range.value_or(detail::byte_range{0, found.size});
    return {.status = range ? 206u : 200u,
            .headers = std::move(headers),
            .body = std::make_unique<file_body>(found.file, part.first, part.size)};
}

}  // namespace

task<http_response> file_response(const http_request& request, std::filesystem::path path, file_options options) {
    auto finding = run_blocking([path] { return find_file(path); });
    const auto found = co_await std::move(finding);
    co_return response_with(request, found, headers_of(found, path, options));
}

}  // namespace solder
