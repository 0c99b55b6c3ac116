#ifndef SOLDER_SERVER_SEALING_KEYS_HPP
#define SOLDER_SERVER_SEALING_KEYS_HPP
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <solder/core/error.hpp>
#include <string>
#include <string_view>

namespace solder {

/// Seals text that a browser keeps for us, so that nobody else can read, change or make it: XChaCha20-Poly1305 of
/// libsodium, with a random nonce for each. The first key seals, all of them open: put a new one in front to change
/// keys, and drop the old one when what it sealed has expired.
///
/// Constant once made, cheap to copy; share it between threads.
class sealing_keys {
public:
    static constexpr std::size_t most_keys = 8;

    /// One random key: what it seals ends with this process.
    [[nodiscard]] static sealing_keys random();
    /// One or several keys separated by commas, each 32 bytes as hex (64 digits) or base64.
    /// Errors: `invalid`; the message counts the key that is wrong and never shows it.
    [[nodiscard]] static result<sealing_keys> from_text(std::string_view text);

    /// `text` sealed until `expires`: base64url without padding, `sealed_bytes(text.size())` long.
    /// @param purpose  what it is for; it opens under no other
    [[nodiscard]] std::string seal(std::string_view purpose, std::string_view text,
                                   std::chrono::sys_seconds expires) const;
    /// The text; empty when it was not sealed by one of these keys for `purpose`, was changed, or has expired.
    [[nodiscard]] std::optional<std::string> open(std::string_view purpose, std::string_view sealed,
                                                  std::chrono::sys_seconds now) const;
    [[nodiscard]] static std::size_t sealed_bytes(std::size_t text_bytes);

private:
    struct key_list;  // src/server/sealing_keys.cpp
    explicit sealing_keys(std::shared_ptr<const key_list> keys) : keys_(std::move(keys)) {}
    std::shared_ptr<const key_list> keys_;
};

}  // namespace solder
#endif
