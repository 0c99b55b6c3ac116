#include "byte_range.hpp"
#include <algorithm>
#include <array>
#include <fstream>
#include <sodium.h>
#include <solder/core/percent.hpp>
#include <solder/server/static_files.hpp>
#include <utility>

namespace solder {
namespace {

namespace fs = std::filesystem;

/// BLAKE2b, 16 bytes, as hex.
class content_hash {
public:
    content_hash() { crypto_generichash_init(&state_, nullptr, 0, bytes); }
    void add(std::string_view text) {
        crypto_generichash_update(&state_, reinterpret_cast<const unsigned char*>(text.data()), text.size());
    }
    std::string take() {
        std::array<unsigned char, bytes> raw;
        crypto_generichash_final(&state_, raw.data(), raw.size());
        std::string hex(2 * bytes + 1, '\0');
        sodium_bin2hex(hex.data(), hex.size(), raw.data(), raw.size());
        hex.pop_back();
        return hex;
    }

private:
    static constexpr std::size_t bytes = 16;
    crypto_generichash_state state_;
};

std::string hash_of(std::string_view text) {
    content_hash hash;
    hash.add(text);
    return hash.take();
}

bool is_hidden(const fs::path& relative) {
    return std::ranges::any_of(relative, [](const fs::path& part) {
        return part.native().starts_with('.') && part.native() != ".well-known";
    });
}

std::optional<std::string> read_file(const fs::path& path) {
    std::ifstream in(path, std::ios::binary | std::ios::ate);
    if (!in) return std::nullopt;
    std::string text(static_cast<std::size_t>(in.tellg()), '\0');
    in.seekg(0).read(text.data(), static_cast<std::streamsize>(text.size()));
    return in ? std::optional(std::move(text)) : std::nullopt;
}

std::string escape(std::string_view name) {
    std::string out;
    for (const char c : name) detail::append_percent_encoded(out, c, "-._~/");
    return out;
}

static_file::form form_of(std::string bytes) {
    std::string etag = '"' + hash_of(bytes) + '"';
    return {std::make_shared<const std::string>(std::move(bytes)), std::move(etag)};
}

const static_file::form& form_for(const static_file& file, content_coding coding) {
    if (coding == content_coding::br) return file.br;
    return coding == content_coding::gzip ? file.gzip : file.identity;
}

void add_headers(http_headers& headers, const static_file& file, content_coding coding, bool for_good) {
    headers.append("content-type", file.content_type);
    headers.append("etag", form_for(file, coding).etag);
    headers.append("cache-control", for_good ? "public, max-age=31536000, immutable" : "no-cache");
    headers.append("x-content-type-options", "nosniff");
    if (coding == content_coding::br) headers.append("content-encoding", "br");
    if (coding == content_coding::gzip) headers.append("content-encoding", "gzip");
    if (file.br.bytes || file.gzip.bytes) headers.append("vary", "accept-encoding");
}

/// Only a file as it is comes in parts: of its compressed forms nobody asks for some bytes.
http_response with_body(http_response response, const http_request& request, const static_file::form& form) {
    response.headers.append("accept-ranges", "bytes");
    const auto range = detail::asked_range(request, form.etag, form.bytes->size());
    if (range && range->size == 0) return detail::no_such_range(*range, form.bytes->size());
    if (!range) {
        response.body = form.bytes;
        return response;
    }
    response.status = 206;
    response.headers.append("content-range", detail::content_range(*range, form.bytes->size()));
    response.body = form.bytes->substr(range->first, range->size);
    return response;
}

/// Compressed siblings become forms of the file they belong to; one without it stays a file of its own.
void join_forms(std::map<std::string, static_file, std::less<>>& files) {
    for (auto at = files.begin(); at != files.end();) {
        const std::string_view name = at->first;
        const bool br = name.ends_with(".br"), gzip = name.ends_with(".gz");
        const auto whole = br || gzip ? files.find(name.substr(0, name.size() - 3)) : files.end();
        if (whole == files.end()) {
            ++at;
            continue;
        }
        // One that did not get smaller is not worth unpacking.
        if (at->second.identity.bytes->size() < whole->second.identity.bytes->size()) {
            (br ? whole->second.br : whole->second.gzip) = std::move(at->second.identity);
        }
        at = files.erase(at);
    }
}

}  // namespace

result<static_files> static_files::load(const fs::path& folder) {
    static_files loaded;
    std::error_code ec;
    for (fs::recursive_directory_iterator at(folder, ec), end; !ec && at != end; at.increment(ec)) {
        const fs::path relative = at->path().lexically_relative(folder);
        if (is_hidden(relative) || !at->is_regular_file(ec)) continue;
        std::optional<std::string> text = read_file(at->path());
        if (!text) return fail("Cannot read the file " + at->path().string() + ".");
        static_file file{content_type_of(relative.native()), form_of(*std::move(text)), {}, {}};
        loaded.files_.emplace(relative.generic_string(), std::move(file));
    }
    if (ec) return fail("Cannot read the folder " + folder.string() + ": " + ec.message() + ".");
    join_forms(loaded.files_);
    loaded.make_bundle_id();
    return loaded;
}

void static_files::make_bundle_id() {
    content_hash all;
    for (const auto& [name, file] : files_) {
        all.add(name);
        all.add(std::string_view("\0", 1));
        for (const static_file::form* form : {&file.identity, &file.gzip, &file.br}) {
            all.add(form->etag);
            all.add(std::string_view("\0", 1));
        }
    }
    bundle_id_ = all.take().substr(0, 16);
}

std::string static_files::url_for(std::string_view name) const {
    return std::string(prefix) + bundle_id_ + '/' + escape(name);
}

static_files::place static_files::locate(std::string_view path) const {
    const bool kept = path.starts_with(prefix);
    if (kept) {
        path.remove_prefix(prefix.size());
        if (!path.starts_with(bundle_id_)) return {nullptr, true};
        path.remove_prefix(bundle_id_.size());
    }
    if (!path.starts_with('/')) return {nullptr, kept};
    path.remove_prefix(1);
    const auto at = path.contains('%') ? files_.find(detail::leniently_percent_decoded(path)) : files_.find(path);
    return {at == files_.end() ? nullptr : &at->second, kept};
}

const static_file* static_files::find(std::string_view path) const { return locate(path).file; }

std::optional<http_response> static_files::answer(const http_request& request) const {
    if (request.method != http_method::get && request.method != http_method::head) return std::nullopt;
    const auto [file, for_good] = locate(request.path);
    if (!file && !for_good) return std::nullopt;
    if (!file) return text_response(404, "This build has no such file.\n");

    const auto coding =
        choose_coding(request.headers.list("accept-encoding"), file->gzip.bytes != nullptr, file->br.bytes != nullptr);
    if (!coding) return text_response(406, "No accepted content coding is there.\n");
    const static_file::form& form = form_for(*file, *coding);
    http_response response;
    add_headers(response.headers, *file, *coding, for_good);
    if (const auto known = request.headers.list("if-none-match"); known && matches_etag(*known, form.etag)) {
        response.status = 304;
        return response;
    }
    if (*coding == content_coding::identity) return with_body(std::move(response), request, form);
    response.body = form.bytes;
    return response;
}

}  // namespace solder
