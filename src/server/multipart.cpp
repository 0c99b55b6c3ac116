#include "multipart.hpp"
#include <algorithm>
#include <utility>

namespace solder::detail {
namespace {

constexpr std::size_t most_padding_bytes = 64;

enum class line_end : std::uint8_t { unfinished, next_part, last, no_boundary };

/// What the rest of a line makes of the boundary in front of it. Blanks may follow it (RFC 2046, 5.1.1).
line_end judge(std::string_view rest) {
    if (rest == "--") return line_end::last;
    if (rest == "-") return line_end::unfinished;
    if (rest.size() > most_padding_bytes) return line_end::no_boundary;
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
    if (rest == "\r\n") return line_end::next_part;
    return rest.empty() || rest == "\r" ? line_end::unfinished : line_end::no_boundary;
}

}  // namespace

multipart_reader::multipart_reader(std::string_view boundary, std::size_t most_header_bytes, part_target& target)
    : delimiter_("\r\n--" + std::string(boundary)), most_header_bytes_(most_header_bytes), target_(target) {}

bool multipart_reader::feed(std::string_view bytes) {
    while (!bytes.empty()) {
        switch (state_) {
            case state::content:
                bytes.remove_prefix(read_content(bytes));
                break;
            case state::after_boundary:
                bytes.remove_prefix(read_after_boundary(bytes.front()));
                break;
            case state::header:
                bytes.remove_prefix(read_header(bytes.front()));
                break;
            case state::after_end:
                return true;
            case state::stopped:
                return false;
        }
    }
    return state_ != state::stopped;
}

/// A line end is the one byte of the delimiter that occurs in it once: where a match fails, only the byte that failed
/// can begin another.
/// @return how many bytes are done with
std::size_t multipart_reader::read_content(std::string_view bytes) {
    if (matched_ == 0) {
        const auto end = std::min(bytes.find('\r'), bytes.size());
        hand_over(bytes.substr(0, end));
        if (end == bytes.size()) return end;
        matched_ = 1;
        return end + 1;
    }
    std::size_t at = 0;
    while (at < bytes.size() && matched_ < delimiter_.size() && bytes[at] == delimiter_[matched_]) ++at, ++matched_;
    if (matched_ == delimiter_.size()) {
        matched_ = 0;
        after_boundary_.clear();
        state_ = state::after_boundary;
    } else if (at < bytes.size()) {
        hand_over(std::string_view(delimiter_).substr(0, std::exchange(matched_, 0)));
    }
    return at;
}

std::size_t multipart_reader::read_after_boundary(char next) {
    after_boundary_ += next;
    switch (judge(after_boundary_)) {
        case line_end::unfinished:
            break;
        case line_end::last:
            end_part(state::after_end);
            break;
        case line_end::next_part:
            end_part(state::header);
            break;
        case line_end::no_boundary:
            after_boundary_.pop_back();
            state_ = state::content;
            hand_over(delimiter_);
            hand_over(after_boundary_);
            return 0;
    }
    return 1;
}

std::size_t multipart_reader::read_header(char next) {
    header_ += next;
    if (header_ == "\r\n" || header_.ends_with("\r\n\r\n"))
        begin_part();
    else if (is_header_too_large())
        stop("the header of a part is larger than " + std::to_string(most_header_bytes_) + " bytes");
    return 1;
}

void multipart_reader::begin_part() {
    header_.resize(header_.size() - 2);
    auto head = read_part_head(header_);
    header_.clear();
    if (!head) return stop(std::move(head.error()));
    is_in_part_ = true;
    state_ = state::content;
    if (!target_.begin_part(std::move(*head))) stop({});
}

void multipart_reader::end_part(state then) {
    state_ = then;
    if (std::exchange(is_in_part_, false) && !target_.end_part()) stop({});
}

/// What stands before the first boundary is for nobody.
void multipart_reader::hand_over(std::string_view bytes) {
    if (is_in_part_ && state_ != state::stopped && !bytes.empty() && !target_.add_to_part(bytes)) stop({});
}

void multipart_reader::stop(std::string problem) {
    problem_ = std::move(problem);
    state_ = state::stopped;
}

}  // namespace solder::detail
