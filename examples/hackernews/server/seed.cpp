#include "seed.hpp"
#include "seed_texts.hpp"
#include <algorithm>
#include <random>
#include <set>

namespace hackernews {
namespace {

using texts::lines;

constexpr std::int32_t story_count = 540;
constexpr int deepest = 12;            // replies below a comment
constexpr std::int32_t longest = 260;  // comments of one story

/// Chance that is the same everywhere: of <random>, the engine alone is.
class dice {
public:
    /// 0 to `below` - 1
    std::int32_t roll(std::int32_t below) {
        return static_cast<std::int32_t>(engine_() % static_cast<unsigned>(below));
    }
    /// The same, small numbers far more often.
    std::int32_t roll_low(std::int32_t below) { return std::min({roll(below), roll(below), roll(below)}); }
    bool one_in(std::int32_t count) { return roll(count) == 0; }
    std::string_view pick(lines all) {
        return all[static_cast<std::size_t>(roll(static_cast<std::int32_t>(all.size())))];
    }

private:
    std::mt19937 engine_{20261122};
};

std::string with_capital(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 32);
    return text;
}

/// Fills patterns about one topic.
class writer {
public:
    writer(dice& chance, const texts::topic& about) : chance_(chance), about_(about) {}

    std::string fill(std::string_view pattern) {
        std::string text;
        while (!pattern.empty()) {
            const auto start = pattern.find('{');
            text += pattern.substr(0, start);
            if (start == pattern.npos) break;
            const auto end = pattern.find('}', start);
            text += word(pattern.substr(start + 1, end - start - 1));
            pattern.remove_prefix(end + 1);
        }
        return text;
    }
    std::string line(lines patterns) { return fill(chance_.pick(patterns)); }

    /// One to five paragraphs, short ones more often.
    std::string comment(bool is_reply) {
        std::string text = is_reply && !chance_.one_in(3) ? line(texts::replies) : paragraph();
        if (is_reply && !chance_.one_in(3)) return text;
        for (auto left = chance_.roll_low(7); left > 0; --left) text += "\n\n" + paragraph();
        if (chance_.one_in(9)) text += "\n\n" + line(texts::asides);
        return text;
    }

private:
    std::string paragraph() {
        if (chance_.one_in(4)) return line(texts::stories);
        std::string text = line(texts::remarks);
        for (auto left = chance_.roll_low(5); left > 0; --left) text += ' ' + line(texts::remarks);
        return chance_.one_in(4) ? text + ' ' + line(texts::questions) : text;
    }

    std::string word(std::string_view name) {
        if (name == "many") return std::string(about_.many);
        if (name == "Many") return with_capital(std::string(about_.many));
        if (name == "one") return std::string(about_.one);
        if (name == "area") return std::string(about_.area);
        if (name == "n") return std::to_string(2 + chance_.roll_low(38));
        if (name == "large") return std::to_string(chance_.roll(90) * 100 + 300);
        if (name == "year") return std::to_string(1968 + chance_.roll(42));
        if (name == "tool") return std::string(chance_.pick(texts::tools));
        if (name == "place") return std::string(chance_.pick(texts::places));
        if (name == "machine") return std::string(chance_.pick(texts::machines));
        if (name == "language") return std::string(chance_.pick(texts::languages));
        return std::string(chance_.pick(texts::towns));
    }

    dice& chance_;
    const texts::topic& about_;
};

const texts::topic& any_topic(dice& chance) {
    return texts::topics[static_cast<std::size_t>(chance.roll(static_cast<std::int32_t>(texts::topics.size())))];
}

std::vector<user> make_users(dice& chance) {
    std::vector<user> all;
    for (const auto beginning : texts::name_beginnings)
        for (const auto end : texts::name_ends) {
            writer about(chance, any_topic(chance));
            all.push_back({std::string(beginning).append(end), chance.one_in(3) ? about.line(texts::abouts) : "",
                           chance.roll_low(30'000) + 1, chance.roll(4'500) + 6});
        }
    for (std::size_t i = all.size() - 1; i > 0; --i)
        std::swap(all[i], all[static_cast<std::size_t>(chance.roll(static_cast<std::int32_t>(i) + 1))]);
    return all;
}

/// "How we did it: 3 tips" as part of an address: `how-we-did-it-3-tips`.
std::string slug(std::string_view title) {
    std::string text;
    for (const char c : title) {
        const bool is_kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
        if (is_kept)
            text += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        else if (!text.empty() && text.back() != '-')
            text += '-';
    }
    return text.substr(0, text.find_last_not_of('-') + 1);
}

class generator {
public:
    snapshot make() {
        made_.users = make_users(chance_);
        for (std::int32_t id = 1; id <= story_count; ++id) add_story(id);
        return std::move(made_);
    }

private:
    const std::string& author() {
        return made_.users[static_cast<std::size_t>(chance_.roll_low(static_cast<std::int32_t>(made_.users.size())))]
            .name;
    }

    feed kind() {
        const auto rolled = chance_.roll(100);
        return rolled < 13 ? feed::ask : rolled < 27 ? feed::show : rolled < 35 ? feed::jobs : feed::top;
    }

    void add_story(std::int32_t id) {
        const auto what = kind();
        writer words(chance_, any_topic(chance_));
        seed_story added{what, {}, {}};
        auto& s = added.what;
        s.id = id;
        s.title = title(words, what);
        s.by = author();
        s.age_minutes = (story_count - id) * 19 + chance_.roll(19) + 3;  // about a week
        // A few are read by everybody, and the newest by few.
        const auto ripe = std::min(s.age_minutes, 240);
        const auto fame = chance_.roll_low(100);
        s.points = 1 + chance_.roll(6) + fame * fame * fame / 100 * ripe / 2400;
        write_body(s, words, what);
        if (what != feed::jobs) add_comments(added, words);
        made_.stories.push_back(std::move(added));
    }

    std::string title(writer& words, feed what) {
        const auto& patterns = what == feed::ask    ? texts::ask_titles
                               : what == feed::show ? texts::show_titles
                               : what == feed::jobs ? texts::job_titles
                                                    : texts::link_titles;
        for (;;)
            if (auto title = with_capital(words.line(patterns)); titles_.insert(title).second) return title;
    }

    void write_body(story& s, writer& words, feed what) {
        if (what == feed::ask) {
            s.text = words.line(texts::ask_openings) + "\n\n" + words.line(texts::remarks) + ' ' +
                     words.line(texts::questions);
        } else if (what == feed::jobs) {
            for (const auto pattern : texts::job_texts) s.text += (s.text.empty() ? "" : "\n\n") + words.fill(pattern);
        } else {
            s.host = chance_.pick(texts::hosts);
            s.url = "https://" + s.host + '/' + slug(s.title);
        }
    }

    /// A comment while the place of its replies is not known yet.
    struct loose_comment {
        comment what;
        std::size_t parent;  // in `all`; its own index: none
        int depth;
        std::vector<std::size_t> replies;
    };

    void add_comments(seed_story& to, writer& words) {
        const auto wanted = std::min(longest, to.what.points * (12 + chance_.roll(30)) / 100 + chance_.roll(3));
        std::vector<loose_comment> all;
        for (std::int32_t i = 0; i < wanted; ++i) all.push_back(next_comment(all, to.what, words));
        for (std::size_t i = 0; i < all.size(); ++i)
            if (all[i].parent != i) all[all[i].parent].replies.push_back(i);
        for (std::size_t i = 0; i < all.size(); ++i)
            if (all[i].parent == i) to.comments.push_back(gathered(all, i));
        to.what.comment_count = wanted;
    }

    /// Answers one of the last few as a rule, so that some threads go deep.
    loose_comment next_comment(const std::vector<loose_comment>& all, const story& to, writer& words) {
        const auto count = static_cast<std::int32_t>(all.size());
        auto parent = static_cast<std::size_t>(count);
        if (count > 0 && !chance_.one_in(4)) {
            const auto candidate = static_cast<std::size_t>(count - 1 - chance_.roll_low(std::min(count, 25)));
            if (all[candidate].depth < deepest) parent = candidate;
        }
        const bool is_reply = parent < all.size();
        const auto oldest = is_reply ? all[parent].what.age_minutes : to.age_minutes;
        comment added{0, author(), words.comment(is_reply), oldest * (70 + chance_.roll(30)) / 100, {}};
        return {std::move(added), parent, is_reply ? all[parent].depth + 1 : 0, {}};
    }

    comment gathered(std::vector<loose_comment>& all, std::size_t index) {
        comment whole = std::move(all[index].what);
        whole.id = ++last_comment_;
        for (const auto reply : all[index].replies) whole.replies.push_back(gathered(all, reply));
        return whole;
    }

    dice chance_;
    snapshot made_;
    std::set<std::string> titles_;
    std::int64_t last_comment_ = 0;
};

}  // namespace

snapshot make_snapshot() { return generator().make(); }

}  // namespace hackernews
