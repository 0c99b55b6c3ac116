#include "writing.hpp"
#include <optional>
#include <solder/html/list.hpp>

namespace solder::detail {
namespace {

/// A row that the page may have to write again: something in it is late, or lives as long as the page.
struct kept_row {
    std::string before;  // what stands between the one before and this
    ref<owner> scope;
    view content;
};

/// What a list has written.
struct written_list {
    std::vector<kept_row> kept;
    std::string after;

    void write(page_writer& page) const {
        for (const auto& row : kept) {
            page.out += row.before;
            run_with_owner(row.scope.get(), [&] { write_row(row.content, page); });
        }
        page.out += after;
    }
};

/// Has the rows of a list write themselves as they are made. They share one scope as long as nothing remains in it.
class row_writer final : public row_taker {
public:
    row_writer(owner& around, page_writer& page) : around_(around), page_(page), text_begin_(page.out.size()) {}
    ~row_writer() {
        if (scope_) scope_->dispose();
    }
    row_writer(const row_writer&) = delete;

    bool take(view (*make)(void* row), void* row) override {
        if (!scope_) scope_ = make_ref<owner>(ref<owner>(&around_), false);
        const auto before = page_.now();
        const auto status_count = page_.status_count;
        bool is_text = true;
        auto content = make_and_write(make, row, is_text);
        is_text = is_text && scope_->is_bare() && before.head == page_.head.size() &&
                  before.late == page_.late.size() && status_count == page_.status_count;
        if (!is_text) return keep(before.out, std::move(content)), true;
        content = {};
        if (scope_.is_only_one() && scope_->is_bare()) return false;
        give_up_scope();
        return true;
    }
    /// The list was read without a value that it is made of.
    [[nodiscard]] bool missed_list(std::uint64_t reads_before) const {
        return misses_values(reads_before + missed_in_rows_);
    }
    written_list finish() {
        done_.after = page_.out.substr(text_begin_);
        return std::move(done_);
    }

private:
    view make_and_write(view (*make)(void* row), void* row, bool& is_whole) {
        const auto reads_before = this_graph.awaited_reads;
        ambient_scope inside{ref<ambient>(scope_)};
        auto content = make(row);
        is_whole = this_graph.awaited_reads == reads_before;
        // What the code of a row misses is none of the list's business: the list is there.
        this_graph.awaited_reads = reads_before;
        write_row(content, page_);
        const auto missed = this_graph.awaited_reads - reads_before;
        is_whole = is_whole && missed == 0;
        missed_in_rows_ += missed;
        return content;
    }
    void keep(std::size_t begin, view content) {
        done_.kept.push_back({page_.out.substr(text_begin_, begin - text_begin_), scope_, std::move(content)});
        text_begin_ = page_.out.size();
        give_up_scope();
    }
    /// It ends with the list; the next row has one of its own.
    void give_up_scope() {
        around_.add_cleanup([scope = std::move(scope_)] { scope->dispose(); });
    }

    owner& around_;
    page_writer& page_;
    std::size_t text_begin_;
    ref<owner> scope_;
    std::uint64_t missed_in_rows_ = 0;
    written_list done_;
};

struct list_node final : view_node {
    std::unique_ptr<list_walk> walk;
    ref<owner> inside;
    std::optional<written_list> written;

    explicit list_node(std::unique_ptr<list_walk> w) : walk(std::move(w)) {}

    void write(page_writer& page) override {
        if (written) return written->write(page);
        const auto before = page.now();
        const auto reads_before = this_graph.awaited_reads;
        inside = make_ref<owner>(ref<owner>(get_owner()));
        row_writer rows(*inside, page);
        ambient_scope around{ref<ambient>(inside)};
        bool is_whole = false;
        auto go = [&] {
            walk->go(rows);
            is_whole = true;
        };
        call_guarded(*inside, go);
        const bool missed = rows.missed_list(reads_before);
        if (is_whole && !missed) return void(written = rows.finish());
        page.go_back(before);
        if (missed) return inside->dispose();
        written.emplace();  // code of it failed, and the error is on its way
    }
};

}  // namespace

list_item make_list_item(view, std::uint32_t) { return {}; }

view make_list_view(std::unique_ptr<list_walk> walk, callback<list_items(std::uint32_t)>) {
    return view(new list_node(std::move(walk)));
}

}  // namespace solder::detail
