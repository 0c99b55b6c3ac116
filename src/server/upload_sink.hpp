#ifndef SOLDER_SRC_SERVER_UPLOAD_SINK_HPP
#define SOLDER_SRC_SERVER_UPLOAD_SINK_HPP
#include "multipart.hpp"
#include "temporary_file.hpp"
#include <solder/server/http.hpp>
#include <solder/server/uploads.hpp>
#include <span>

namespace solder::detail {

/// Reads a multipart form as it arrives: its files go to disk, its fields into memory, both within limits. The first
/// thing that is wrong ends it, and names the field.
class upload_sink final : public body_sink, part_target {
public:
    /// @param file_fields  the fields that take files, where they are not empty; must outlive the sink, as the options
    upload_sink(std::string_view boundary, const upload_options& options,
                std::span<const std::string_view> file_fields);

    /// The body is to have so many bytes. @return false, as `write` does: they are too many
    bool expect(std::uint64_t body_bytes);
    bool write(std::string_view bytes) override;
    void finish(http_request& to) override;

private:
    bool begin_part(part_head head) override;
    bool add_to_part(std::string_view bytes) override;
    bool end_part() override;

    bool add_to_text(std::string_view bytes);
    bool add_to_file(std::string_view bytes);
    bool open_file();
    bool refuse(unsigned status, error_kind kind, std::string message);
    bool refuse(unsigned status, error why);
    bool refuse_size(const std::string& what, std::uint64_t most_bytes);
    bool refuse_part_size(std::uint64_t most_bytes);
    bool refuse_disk(int failed);

    const upload_options& options_;
    const std::span<const std::string_view> file_fields_;
    multipart_reader reader_;
    std::uint64_t request_bytes_ = 0, text_bytes_ = 0;
    std::size_t text_count_ = 0, file_count_ = 0;

    // The part that is being read.
    part_head part_;
    std::string text_;
    std::uint64_t file_bytes_ = 0;
    std::shared_ptr<temporary_file> file_;

    form_fields fields_;
    std::optional<form_refusal> refusal_;
};

/// Where files go: the folder of the options, else the system's. Errors: it cannot be written, or there is none.
[[nodiscard]] result<std::filesystem::path> upload_folder(const upload_options& options);
/// The status that tells of a disk that failed with this `errno`: 507 when it is full.
[[nodiscard]] unsigned disk_status(int failed);
/// "16 MiB", "1000 bytes": for messages.
[[nodiscard]] std::string size_in_words(std::uint64_t bytes);

}  // namespace solder::detail
#endif
