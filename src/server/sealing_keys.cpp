#include <array>
#include <cstdint>
#include <cstdlib>
#include <sodium.h>
#include <solder/core/ascii.hpp>
#include <solder/server/sealing_keys.hpp>
#include <vector>

namespace solder {
namespace {

// A sealed text, before base64: version, nonce, and sealed with the key: expiry (seconds since 1970, eight bytes, the
// highest first), the text, and the tag. Version and purpose are sealed with it as additional data.
constexpr unsigned char version = 1;
constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t expiry_bytes = 8;
constexpr std::size_t head_bytes = 1 + nonce_bytes;
constexpr std::size_t most_sealed_bytes = 8192;  // more is not decoded: no browser keeps such a cookie

constexpr int hex_key = 64, padded_key = 44, unpadded_key = 43;

using key = std::array<unsigned char, crypto_aead_xchacha20poly1305_ietf_KEYBYTES>;
static_assert(key().size() == 32);

bool read_base64(std::string_view text, int variant, key& to) {
    std::size_t bytes = 0;
    return sodium_base642bin(to.data(), to.size(), text.data(), text.size(), nullptr, &bytes, nullptr, variant) == 0 &&
           bytes == to.size();
}

bool read_key(std::string_view text, key& to) {
    std::size_t bytes = 0;
    switch (text.size()) {
        case hex_key:
            return sodium_hex2bin(to.data(), to.size(), text.data(), text.size(), nullptr, &bytes, nullptr) == 0 &&
                   bytes == to.size();
        case padded_key:
            return read_base64(text, sodium_base64_VARIANT_ORIGINAL, to) ||
                   read_base64(text, sodium_base64_VARIANT_URLSAFE, to);
        case unpadded_key:
            return read_base64(text, sodium_base64_VARIANT_ORIGINAL_NO_PADDING, to) ||
                   read_base64(text, sodium_base64_VARIANT_URLSAFE_NO_PADDING, to);
        default:
            return false;
    }
}

std::string additional_data(std::string_view purpose) { return static_cast<char>(version) + std::string(purpose); }

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

std::string to_base64(std::string_view raw) {
    constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string out(sodium_base64_encoded_len(raw.size(), variant), '\0');
    sodium_bin2base64(out.data(), out.size(), bytes_of(raw), raw.size(), variant);
    out.pop_back();  // the NUL that libsodium ends it with
    return out;
}

std::optional<std::string> from_base64(std::string_view text) {
    std::string raw(text.size() / 4 * 3 + 3, '\0');
    std::size_t bytes = 0;
    if (sodium_base642bin(bytes_of(raw), raw.size(), text.data(), text.size(), nullptr, &bytes, nullptr,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
        return std::nullopt;
    raw.resize(bytes);
    return raw;
}

std::string with_expiry(std::string_view text, std::chrono::sys_seconds expires) {
    const auto seconds = static_cast<std::uint64_t>(expires.time_since_epoch().count());
    std::string plain;
    for (int shift = 56; shift >= 0; shift -= 8) plain += static_cast<char>(seconds >> shift);
    return plain.append(text);
}

std::chrono::sys_seconds expiry_of(std::string_view plain) {
    std::uint64_t seconds = 0;
    for (const char c : plain.substr(0, expiry_bytes)) seconds = seconds << 8 | static_cast<unsigned char>(c);
    return std::chrono::sys_seconds(std::chrono::seconds(static_cast<std::int64_t>(seconds)));
}

/// The text behind `raw` if `with` sealed it.
std::optional<std::string> decrypt(std::string_view raw, std::string_view bound_to, const key& with) {
    std::string plain(raw.size() - head_bytes - tag_bytes, '\0');
    const auto sealed = raw.substr(head_bytes);
    const bool good = crypto_aead_xchacha20poly1305_ietf_decrypt(bytes_of(plain), nullptr, nullptr, bytes_of(sealed),
                                                                 sealed.size(), bytes_of(bound_to), bound_to.size(),
                                                                 bytes_of(raw.substr(1)), with.data()) == 0;
    return good ? std::optional(std::move(plain)) : std::nullopt;
}

}  // namespace

struct sealing_keys::key_list {
    std::vector<key> keys;

    key_list() {
        if (sodium_init() < 0) std::abort();  // no random numbers: nothing may be sealed
        keys.reserve(most_keys);              // one place in memory, wiped at the end
    }
    key_list(const key_list&) = delete;
    ~key_list() {
        for (auto& each : keys) sodium_memzero(each.data(), each.size());
    }
};

sealing_keys sealing_keys::random() {
    auto made = std::make_shared<key_list>();
    randombytes_buf(made->keys.emplace_back().data(), key().size());
    return sealing_keys(std::move(made));
}

result<sealing_keys> sealing_keys::from_text(std::string_view text) {
    auto made = std::make_shared<key_list>();
    for (bool more = true; more;) {
        const auto comma = text.find(',');
        const auto number = std::to_string(made->keys.size() + 1);
        if (made->keys.size() == most_keys) return fail(invalid("more than 8 keys"));
        if (!read_key(detail::trimmed(text.substr(0, comma), " \t\r\n"), made->keys.emplace_back()))
            return fail(invalid("key " + number + " is not 32 bytes as hex or base64"));
        more = comma != std::string_view::npos;
        if (more) text.remove_prefix(comma + 1);
    }
    return sealing_keys(std::move(made));
}

std::string sealing_keys::seal(std::string_view purpose, std::string_view text,
                               std::chrono::sys_seconds expires) const {
    const auto plain = with_expiry(text, expires);
    const auto bound_to = additional_data(purpose);
    std::string raw(head_bytes + plain.size() + tag_bytes, '\0');
    auto* to = bytes_of(raw);
    to[0] = version;
    randombytes_buf(to + 1, nonce_bytes);
    crypto_aead_xchacha20poly1305_ietf_encrypt(to + head_bytes, nullptr, bytes_of(plain), plain.size(),
                                               bytes_of(std::string_view(bound_to)), bound_to.size(), nullptr, to + 1,
                                               keys_->keys.front().data());
    return to_base64(raw);
}

std::optional<std::string> sealing_keys::open(std::string_view purpose, std::string_view sealed,
                                              std::chrono::sys_seconds now) const {
    if (sealed.size() > most_sealed_bytes) return std::nullopt;
    const auto raw = from_base64(sealed);
    if (!raw || raw->size() < head_bytes + expiry_bytes + tag_bytes || raw->front() != version) return std::nullopt;
    const auto bound_to = additional_data(purpose);
    for (const auto& each : keys_->keys) {
        auto plain = decrypt(*raw, bound_to, each);
        if (!plain) continue;
        if (expiry_of(*plain) <= now) return std::nullopt;
        return plain->substr(expiry_bytes);
    }
    return std::nullopt;
}

std::size_t sealing_keys::sealed_bytes(std::size_t text_bytes) {
    return ((head_bytes + expiry_bytes + text_bytes + tag_bytes) * 4 + 2) / 3;
}

}  // namespace solder
