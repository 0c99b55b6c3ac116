#ifndef SOLDER_SRC_SERVER_TEMPORARY_FILE_HPP
#define SOLDER_SRC_SERVER_TEMPORARY_FILE_HPP
#include <filesystem>
#include <memory>
#include <solder/wire/form.hpp>
#include <string>
#include <string_view>

namespace solder::detail {

/// A file on its way in, removed with its last owner or by `discard`, unless it is kept. Numbers given back are those
/// of `errno`; 0: it went well.
class temporary_file final : public file_place {
public:
    /// Makes an empty one in `folder`, for its owner alone. Null, with `errno` set, when that fails, or no folder is
    /// named: the working directory is no place for them.
    [[nodiscard]] static std::shared_ptr<temporary_file> make(const std::filesystem::path& folder);
    ~temporary_file() override;

    /// Appends; small pieces are gathered.
    [[nodiscard]] int write(std::string_view bytes);
    /// Writes what is left, and closes the file. The system may say only here that there is no room.
    [[nodiscard]] int close();
    [[nodiscard]] int keep(const std::filesystem::path& to);
    /// Removes the file, whoever still has it, unless it is kept.
    void discard();

    /// Empty once it is discarded.
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] bool is_temporary() const { return !path_.empty() && !is_kept_; }

private:
    temporary_file(int descriptor, std::filesystem::path path) : descriptor_(descriptor), path_(std::move(path)) {}
    [[nodiscard]] int flush();

    int descriptor_;
    std::filesystem::path path_;
    std::string waiting_;  ///< not yet written
    bool is_kept_ = false;
};

/// The files of a form that nobody kept are removed.
void discard_files(const form_fields& fields);

}  // namespace solder::detail
#endif
