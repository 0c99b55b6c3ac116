"""scripts/watch.sh: a program is built and started again when a source changes."""

import signal
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

from layers import root_folder

# The "compiler" refuses what the shell cannot read.
PROJECT = """
cmake_minimum_required(VERSION 3.25)
project(probe LANGUAGES NONE)
add_custom_target(probe ALL COMMAND sh -n "${CMAKE_SOURCE_DIR}/probe.sh"
                  COMMAND cp "${CMAKE_SOURCE_DIR}/probe.sh" "${CMAKE_BINARY_DIR}/probe.sh" VERBATIM)
"""
PROGRAM = """
trap 'echo "ended %(version)s" >> "$1"; exit' TERM
echo "started %(version)s" >> "$1"
while true; do sleep 0.05; done
"""


class Watch(unittest.TestCase):
    def setUp(self):
        kept = tempfile.TemporaryDirectory()
        self.addCleanup(kept.cleanup)
        self.source = Path(kept.name) / "a folder"
        self.source.mkdir()
        (self.source / "CMakeLists.txt").write_text(PROJECT)
        self.write(1)
        self.build = self.source / "build"
        subprocess.run(["cmake", "-G", "Ninja", "-S", self.source, "-B", self.build], check=True, capture_output=True)
        self.log = self.source / "events.log"
        self.log.touch()

    def write(self, version, text=PROGRAM):
        (self.source / "probe.sh").write_text(text % {"version": version})

    def watch(self):
        command = [root_folder() / "scripts/watch.sh", self.build, "sh", self.build / "probe.sh", self.log]
        with (self.source / "build.log").open("w") as output:
            watching = subprocess.Popen(command, stdout=output, stderr=output)

        def end():
            watching.send_signal(signal.SIGTERM)
            watching.wait(10)

        self.addCleanup(end)
        return end

    def wait_for(self, *events):
        deadline = time.monotonic() + 30
        while self.log.read_text().split("\n")[:-1] != list(events):
            self.assertLess(time.monotonic(), deadline, self.log.read_text())
            time.sleep(0.05)

    def test_a_change_is_built_and_the_program_started_again(self):
        end = self.watch()
        self.wait_for("started 1")
        self.write(2)
        self.wait_for("started 1", "ended 1", "started 2")
        end()
        self.wait_for("started 1", "ended 1", "started 2", "ended 2")

    def test_what_does_not_build_leaves_the_program_running(self):
        self.watch()
        self.wait_for("started 1")
        self.write(2, "if %(version)s\n")
        build_log = self.source / "build.log"
        deadline = time.monotonic() + 30
        while "FAILED" not in build_log.read_text():
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.05)
        self.wait_for("started 1")
        self.write(3)
        self.wait_for("started 1", "ended 1", "started 3")

    def test_a_folder_without_a_build_is_told(self):
        told = subprocess.run([root_folder() / "scripts/watch.sh", self.source, "true"], capture_output=True, text=True)
        self.assertEqual(told.returncode, 2)
        self.assertIn("has no build", told.stderr)


if __name__ == "__main__":
    unittest.main()
