"""Tests of await_fail.py."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from await_fail import mistakes


class AwaitFail(unittest.TestCase):
    def test_refuses_what_is_made_in_the_expression(self):
        text = 'a;\nco_await fail(error{"x"});\nco_await solder::fail(\n    solder::error{"x"});\nco_await fail(response{});'
        self.assertEqual(mistakes(text), [2, 3, 5])

    def test_takes_names_functions_and_returns(self):
        text = 'co_await fail(std::move(e)); co_await fail(invalid("x")); co_return fail(error{"x"}); co_await fail("x");'
        self.assertEqual(mistakes(text), [])


if __name__ == "__main__":
    unittest.main()
