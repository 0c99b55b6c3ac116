#ifndef SOLDER_TESTS_SERVER_UPLOAD_PROBE_HPP
#define SOLDER_TESTS_SERVER_UPLOAD_PROBE_HPP
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

namespace solder::test {

/// A folder of a test's own, gone when it ends.
struct test_folder {
    std::filesystem::path path;

    explicit test_folder(const std::filesystem::path& in = std::filesystem::temp_directory_path()) {
        std::string name = (in / "solder-test-XXXXXX").string();
        path = ::mkdtemp(name.data());
    }
    test_folder(const test_folder&) = delete;
    ~test_folder() { std::filesystem::remove_all(path); }

    [[nodiscard]] std::size_t files() const {
        return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(path), {}));
    }
};

inline std::string content_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// A body of multipart/form-data with the boundary `xYz`.
struct multipart_text {
    std::string body;

    multipart_text& field(std::string_view name, std::string_view value) {
        begin(name, "");
        return content("", value);
    }
    multipart_text& file(std::string_view name, std::string_view file_name, std::string_view bytes,
                         std::string_view type = "text/plain") {
        begin(name, "; filename=\"" + std::string(file_name) + "\"");
        return content("Content-Type: " + std::string(type) + "\r\n", bytes);
    }
    [[nodiscard]] std::string whole() const { return body + "--xYz--\r\n"; }

private:
    void begin(std::string_view name, std::string_view more) {
        body.append("--xYz\r\nContent-Disposition: form-data; name=\"").append(name) += '"';
        body.append(more) += "\r\n";
    }
    multipart_text& content(std::string_view header, std::string_view bytes) {
        body.append(header).append("\r\n").append(bytes).append("\r\n");
        return *this;
    }
};

inline constexpr std::string_view multipart_type = "multipart/form-data; boundary=xYz";

}  // namespace solder::test
#endif
