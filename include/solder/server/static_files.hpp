#ifndef SOLDER_SERVER_STATIC_FILES_HPP
#define SOLDER_SERVER_STATIC_FILES_HPP
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <solder/core/error.hpp>
#include <solder/server/http.hpp>
#include <string>
#include <string_view>

namespace solder {

/// How a file travels; `identity` is the file as it is.
enum class content_coding : std::uint8_t { identity, gzip, br };

/// The best of `br`, `gzip` and identity that an `Accept-Encoding` value allows, among those offered; `br` wins a tie.
/// None when all are refused (RFC 9110, 12.5.3).
[[nodiscard]] std::optional<content_coding> choose_coding(std::optional<std::string_view> accept_encoding,
                                                          bool has_gzip, bool has_br);
/// The media type for a file name, by its ending; `application/octet-stream` when unknown.
[[nodiscard]] std::string_view content_type_of(std::string_view name);
/// Whether an `If-None-Match` value lists `etag` (weak comparison) or is `*`.
[[nodiscard]] bool matches_etag(std::string_view if_none_match, std::string_view etag);

/// One file in memory, in the forms it was found in (`app.js`, `app.js.gz`, `app.js.br`).
struct static_file {
    struct form {
        std::shared_ptr<const std::string> bytes;  ///< null: this form is not there
        std::string etag;                          ///< with quotes; each form has its own
    };
    std::string_view content_type;
    form identity, gzip, br;
};

/// The files of a folder, read once at start. Requests are looked up in memory, so no path leads out of it.
///
/// A file is found at `/name`, to be checked again each time, and at `/_solder/<bundle id>/name`, kept by browsers for
/// good. Names that begin with a dot are left out, but for `.well-known`. Thread: constant once loaded; share it
/// between all.
class static_files {
public:
    static constexpr std::string_view prefix = "/_solder/";

    /// Errors: the folder or a file cannot be read; the message names it.
    [[nodiscard]] static result<static_files> load(const std::filesystem::path& folder);

    /// Hash over names and contents of all files: two builds have the same id only when they are alike.
    [[nodiscard]] const std::string& bundle_id() const { return bundle_id_; }
    /// Where `name` (`app.wasm`, `img/a b.png`) is kept for good: `/_solder/<bundle id>/app.wasm`.
    [[nodiscard]] std::string url_for(std::string_view name) const;

    [[nodiscard]] std::size_t size() const { return files_.size(); }
    /// The file at a URL path in either form; null when there is none.
    [[nodiscard]] const static_file* find(std::string_view path) const;
    /// The answer to a GET or HEAD for a file: 200, 206 with the one part that `Range` names, 304, 406 or 416. A path
    /// under `/_solder/` that is not there is a 404: pages of another build ask for it. None: not a file, for others to
    /// answer.
    [[nodiscard]] std::optional<http_response> answer(const http_request& request) const;

private:
    struct place {
        const static_file* file;
        bool for_good;
    };
    [[nodiscard]] place locate(std::string_view path) const;
    void make_bundle_id();

    std::map<std::string, static_file, std::less<>> files_;
    std::string bundle_id_;
};

}  // namespace solder
#endif
