"""cmake/solder_add_app.cmake: the browser's build is given the options that SOLDER_BROWSER_OPTIONS names."""

import subprocess
import tempfile
import unittest
from pathlib import Path

from layers import root_folder

PROJECT = """
cmake_minimum_required(VERSION 3.25)
project(probe LANGUAGES NONE)
set(WORDS none CACHE STRING "")
option(LOUD "" OFF)
if(CMAKE_TOOLCHAIN_FILE) # the browser's build
    file(WRITE "${CMAKE_BINARY_DIR}/told" "${WORDS}|${LOUD}|${FETCHCONTENT_SOURCE_DIR_SOLDER}")
    add_custom_target(probe_bundle)
else()
    include("%s/cmake/solder_add_app.cmake")
    solder_add_bundle_target(probe)
endif()
"""


class BrowserOptions(unittest.TestCase):
    def setUp(self):
        self.kept = tempfile.TemporaryDirectory()
        self.addCleanup(self.kept.cleanup)
        self.source = Path(self.kept.name) / "a folder"
        self.source.mkdir()
        (self.source / "CMakeLists.txt").write_text(PROJECT % root_folder())

    def told(self, *options):
        """What the browser's build knows after the native build was configured with `options` and built, or the complaint."""
        build = self.source / "build"
        for command in (["-G", "Ninja", "-S", self.source, "-B", build, *options], ["--build", build]):
            done = subprocess.run(["cmake", *command], capture_output=True, text=True)
            if done.returncode != 0:
                return " ".join(done.stderr.split())
        return (build / "browser/told").read_text()

    def test_what_is_not_named_stays_as_it_is_there(self):
        self.assertEqual(self.told("-DWORDS=some", "-DLOUD=ON"), "none|OFF|")

    def test_what_is_named_is_handed_on_as_it_is(self):
        words = 'a;b [c]] "d" ${e} @f@ \\g'
        self.assertEqual(self.told(f"-DWORDS={words}", "-DLOUD=ON", "-DSOLDER_BROWSER_OPTIONS=WORDS;LOUD"), f"{words}|ON|")

    def test_what_changes_later_is_handed_on_too(self):
        self.told("-DWORDS=some", "-DSOLDER_BROWSER_OPTIONS=WORDS")
        self.assertEqual(self.told("-DWORDS=other"), "other|OFF|")
        self.assertEqual(self.told("-DLOUD=ON", "-DSOLDER_BROWSER_OPTIONS=WORDS;LOUD"), "other|ON|")

    def test_where_solder_lies_is_handed_on_by_itself(self):
        self.assertEqual(self.told("-DFETCHCONTENT_SOURCE_DIR_SOLDER=/there"), "none|OFF|/there")

    def test_a_name_that_nothing_has_is_told(self):
        self.assertIn(
            "SOLDER_BROWSER_OPTIONS names WRODS, which is no variable of the cache",
            self.told("-DSOLDER_BROWSER_OPTIONS=WRODS"),
        )


if __name__ == "__main__":
    unittest.main()
