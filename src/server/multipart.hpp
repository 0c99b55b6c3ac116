#ifndef SOLDER_SRC_SERVER_MULTIPART_HPP
#define SOLDER_SRC_SERVER_MULTIPART_HPP
#include "multipart_head.hpp"
#include <cstdint>
#include <string>
#include <string_view>

namespace solder::detail {

/// What the parts of a form are handed to. Each call may stop the reading by giving false.
class part_target {
public:
    virtual ~part_target() = default;
    virtual bool begin_part(part_head head) = 0;
    /// Some more bytes of the part; pieces have any size.
    virtual bool add_to_part(std::string_view bytes) = 0;
    virtual bool end_part() = 0;
};

/// Takes a body of `multipart/form-data` apart as it arrives (RFC 2046, 5.1; RFC 7578). What it makes of the bytes does
/// not depend on where they are cut. Holds back a line that may become a boundary, and the header of one part.
class multipart_reader {
public:
    /// @param boundary  as `boundary_of` gives it
    /// @param target    must outlive the reader
    multipart_reader(std::string_view boundary, std::size_t most_header_bytes, part_target& target);

    /// @return false once the reading has stopped: the body is malformed, or the target wants no more
    bool feed(std::string_view bytes);
    /// Whether the last boundary was there.
    [[nodiscard]] bool is_complete() const { return state_ == state::after_end; }
    /// What is wrong with the body, in words that follow "form: "; empty: nothing that the reader knows of.
    [[nodiscard]] const std::string& problem() const { return problem_; }
    /// Whether that is the header of a part that is too large.
    [[nodiscard]] bool is_header_too_large() const { return header_.size() > most_header_bytes_; }

private:
    /// What stands behind a boundary.
    enum class state : std::uint8_t { content, after_boundary, header, after_end, stopped };

    std::size_t read_content(std::string_view bytes);
    std::size_t read_after_boundary(char next);
    std::size_t read_header(char next);
    void hand_over(std::string_view bytes);
    void begin_part();
    void end_part(state then);
    void stop(std::string problem);

    const std::string delimiter_;  ///< with the line end in front, which belongs to it
    const std::size_t most_header_bytes_;
    part_target& target_;
    state state_ = state::content;
    bool is_in_part_ = false;
    std::size_t matched_ = 2;     ///< of `delimiter_`; the first may begin the body
    std::string after_boundary_;  ///< what came after a delimiter, while it may be one
    std::string header_;
    std::string problem_;
};

}  // namespace solder::detail
#endif
