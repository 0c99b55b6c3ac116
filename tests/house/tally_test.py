"""tally.py counts what ctest and node write."""

import unittest

from tally import tally_junit, tally_tap


class Tally(unittest.TestCase):
    def test_counts_neither_skipped_nor_disabled_tests_as_passed(self):
        self.assertEqual(tally_junit('<testsuite tests="10" failures="2" disabled="1" skipped="3"/>'), (4, 2))

    def test_counts_cancelled_tests_as_failed(self):
        self.assertEqual(tally_tap("TAP version 13\n# tests 6\n# pass 3\n# fail 1\n# cancelled 2\n# skipped 0\n"), (3, 3))

    def test_stumbles_over_a_report_that_is_cut_off(self):
        self.assertRaises(KeyError, tally_tap, "TAP version 13\nok 1\n")


if __name__ == "__main__":
    unittest.main()
