"""tally.py counts what ctest and node write."""

import unittest

from tally import failures_junit, failures_tap, summary, tally_junit, tally_tap

JUNIT = """<testsuite tests="2" failures="1">
<testcase name="query.read" status="run"><system-out>ok</system-out></testcase>
<testcase name="query.write" status="fail"><failure message=""/><system-out>[ RUN ] query.write
query_test.cpp:7: Failure
Expected equality</system-out></testcase>
</testsuite>"""

TAP = """TAP version 13
# Subtest: a group
    # Subtest: a page
    not ok 1 - a page
      ---
      location: '/somewhere/page.test.mjs:5:27'
      failureType: 'testCodeFailure'
      error: |-
        shows too much

        1 !== 2

      code: 'ERR_ASSERTION'
      ...
    ok 2 - another
not ok 1 - a group
  ---
  failureType: 'subtestsFailed'
  error: '1 subtest failed'
  code: 'ERR_TEST_FAILURE'
  ...
not ok 2 - late
  ---
  location: '/somewhere/page.test.mjs:9:1'
  failureType: 'testTimeoutFailure'
  error: 'test timed out'
  code: 'ERR_TEST_FAILURE'
  ...
"""


class Tally(unittest.TestCase):
    def test_counts_neither_skipped_nor_disabled_tests_as_passed(self):
        self.assertEqual(tally_junit('<testsuite tests="10" failures="2" disabled="1" skipped="3"/>'), (4, 2))

    def test_counts_cancelled_tests_as_failed(self):
        self.assertEqual(tally_tap("TAP version 13\n# tests 6\n# pass 3\n# fail 1\n# cancelled 2\n# skipped 0\n"), (3, 3))

    def test_stumbles_over_a_report_that_is_cut_off(self):
        self.assertRaises(KeyError, tally_tap, "TAP version 13\nok 1\n")

    def test_names_what_failed_with_the_start_of_its_message(self):
        self.assertEqual(
            [summary(each) for each in failures_junit(JUNIT)],
            ["query.write: query_test.cpp:7: Failure Expected equality"],
        )
        self.assertEqual(
            [summary(each) for each in failures_tap(TAP)],
            ["a page (page.test.mjs:5): shows too much 1 !== 2", "late (page.test.mjs:9): 'test timed out'"],
        )

    def test_reads_long_reports_of_other_kinds_in_no_time(self):
        report = "==1==ERROR: AddressSanitizer " + "#0 0x1 in f (a.so+0x2)\n" * 20_000
        text = f'<testsuite><testcase name="a"><failure/><system-out>{report}</system-out></testcase></testsuite>'
        self.assertTrue(summary(next(failures_junit(text))).startswith("a: ==1==ERROR: AddressSanitizer #0 0x1"))


if __name__ == "__main__":
    unittest.main()
