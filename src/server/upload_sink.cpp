#include "upload_sink.hpp"
#include <algorithm>
#include <cerrno>
#include <solder/core/utf8.hpp>
#include <unistd.h>

namespace solder::detail {
namespace {

std::string field_called(std::string_view name) { return "field \"" + std::string(name) + "\""; }

}  // namespace

result<std::filesystem::path> upload_folder(const upload_options& options) {
    const bool is_given = !options.folder.empty();
    std::error_code failed;
    auto folder = is_given ? options.folder : std::filesystem::temp_directory_path(failed);
    if (!failed && ::access(folder.c_str(), W_OK | X_OK) != 0) failed = {errno, std::generic_category()};
    if (!failed) return folder;
    const auto name = is_given ? folder.string() : "the folder for temporary files (TMPDIR)";
    return fail(error{"uploads.folder: " + name + ": " + failed.message()});
}

unsigned disk_status(int failed) { return failed == ENOSPC || failed == EDQUOT ? 507 : 500; }

std::string size_in_words(std::uint64_t bytes) {
    constexpr std::uint64_t kib = 1024, mib = kib * kib;
    if (bytes > 0 && bytes % mib == 0) return std::to_string(bytes / mib) + " MiB";
    if (bytes > 0 && bytes % kib == 0) return std::to_string(bytes / kib) + " KiB";
    return std::to_string(bytes) + " bytes";
}

upload_sink::upload_sink(std::string_view boundary, const upload_options& options,
                         std::span<const std::string_view> file_fields)
    : options_(options), file_fields_(file_fields), reader_(boundary, options.limits.header_bytes, *this) {}

bool upload_sink::expect(std::uint64_t body_bytes) {
    const auto most = options_.limits.request_bytes;
    return body_bytes <= most || refuse_size("form", most);
}

bool upload_sink::write(std::string_view bytes) {
    request_bytes_ += bytes.size();
    if (refusal_ || !expect(request_bytes_)) return false;
    if (reader_.feed(bytes)) return true;
    if (!refusal_ && reader_.is_header_too_large())
        return refuse(413, error_kind::invalid, "form: " + reader_.problem());
    return refusal_ ? false : refuse(400, error_kind::bad_request, "form: " + reader_.problem());
}

void upload_sink::finish(http_request& to) {
    if (!refusal_ && !reader_.is_complete()) refuse(400, error_kind::bad_request, "form: it ends before its end");
    if (refusal_)
        to.form = std::unexpected(std::move(*refusal_));
    else
        to.form = std::move(fields_);
}

bool upload_sink::begin_part(part_head head) {
    const auto& limits = options_.limits;
    part_ = std::move(head);
    text_.clear();
    file_bytes_ = 0;
    const bool is_file = part_.file_name && !part_.file_name->empty();
    if (is_file && !std::ranges::count(file_fields_, part_.name))
        return refuse(400, error_kind::bad_request, field_called(part_.name) + ": takes no file");
    if (is_file && ++file_count_ > limits.files)
        return refuse(413, error_kind::invalid, "form: more than " + std::to_string(limits.files) + " files");
    if (!is_file && ++text_count_ > limits.fields)
        return refuse(413, error_kind::invalid, "form: more than " + std::to_string(limits.fields) + " fields");
    return !is_file || open_file();
}

bool upload_sink::add_to_part(std::string_view bytes) {
    return part_.file_name ? add_to_file(bytes) : add_to_text(bytes);
}

bool upload_sink::add_to_text(std::string_view bytes) {
    text_bytes_ += bytes.size();
    const auto most = options_.limits.field_bytes;
    if (text_.size() + bytes.size() > most) return refuse_part_size(most);
    if (text_bytes_ > form_limits{}.max_bytes) return refuse_size("form: without its files", form_limits{}.max_bytes);
    text_ += bytes;
    return true;
}

bool upload_sink::add_to_file(std::string_view bytes) {
    if (!file_) return refuse(400, error_kind::bad_request, field_called(part_.name) + ": a file without a name");
    file_bytes_ += bytes.size();
    if (file_bytes_ > options_.limits.file_bytes) return refuse_part_size(options_.limits.file_bytes);
    const int failed = file_->write(bytes);
    return failed == 0 || refuse_disk(failed);
}

bool upload_sink::open_file() {
    file_ = temporary_file::make(options_.folder);
    return file_ || refuse_disk(errno);
}

bool upload_sink::end_part() {
    if (!part_.file_name) {
        if (!is_utf8(text_)) return refuse(400, error_kind::bad_request, field_called(part_.name) + ": not UTF-8");
        fields_.push_back({std::move(part_.name), std::move(text_)});
    } else if (file_) {
        if (const int failed = file_->close()) return refuse_disk(failed);
        auto type = part_.type.empty() ? "application/octet-stream" : std::move(part_.type);
        uploaded_file file{clean_file_name(*part_.file_name), std::move(type), file_bytes_, std::exchange(file_, {})};
        fields_.push_back({std::move(part_.name), {}, std::make_shared<const uploaded_file>(std::move(file))});
    }
    return true;
}

bool upload_sink::refuse(unsigned status, error_kind kind, std::string message) {
    return refuse(status, error(std::move(message), kind, kind != error_kind::internal));
}

bool upload_sink::refuse(unsigned status, error why) {
    refusal_ = {status, std::move(why)};
    file_.reset();
    fields_.clear();  // with their files
    return false;
}

bool upload_sink::refuse_size(const std::string& what, std::uint64_t most_bytes) {
    return refuse(413, error_kind::invalid, what + ": larger than " + size_in_words(most_bytes));
}

bool upload_sink::refuse_part_size(std::uint64_t most_bytes) {
    return refuse(413, form_error({{part_.name, "Larger than " + size_in_words(most_bytes) + "."}}));
}

bool upload_sink::refuse_disk(int failed) {
    return refuse(disk_status(failed), error_kind::internal,
                  "cannot write an upload in " + options_.folder.string() + ": " + std::strerror(failed));
}

}  // namespace solder::detail
