"""The program as a person meets it: run under a pseudo-terminal, keys sent, its screen looked at.

    program_test.py PROGRAM
"""

import fcntl
import os
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
import unittest

PROGRAM = ""
PATIENCE = 30  # seconds; passed only when something is broken

STAT = "{pid} ({name}) S 1 1 1 0 -1 0 0 0 0 0 {ticks} 0 0 0 20 0 1 0 {pid} 0 {pages} 0 0\n"


class FakeProc:
    """A folder like /proc with a few processes: number, name, resident pages."""

    def __init__(self):
        self.folder = tempfile.mkdtemp()
        self.write("loadavg", "0.25 0.50 1.00 2/42 4711\n")
        self.write("meminfo", "MemTotal: 1048576 kB\nMemAvailable: 524288 kB\n")
        self.add(1, "init", 100)
        self.add(20, "small", 10)
        self.add(300, "large", 9000)

    def write(self, path, text):
        path = os.path.join(self.folder, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path + ".new", "w") as file:  # so that nobody reads half of it
            file.write(text)
        os.replace(path + ".new", path)

    def add(self, pid, name, pages):
        self.write(f"{pid}/stat", STAT.format(pid=pid, name=name, ticks=0, pages=pages))

    def remove(self, path):
        path = os.path.join(self.folder, path)
        shutil.rmtree(path) if os.path.isdir(path) else os.remove(path)


class Emulator:
    """What the bytes show, for the sequences that the program uses; any other is a failure."""

    TOKEN = re.compile(r"\x1b\[(\??)([0-9;]*)([A-Za-z])|([\x20-\x7e])|(\r\n|\r|\n)|(.)", re.DOTALL)

    def __init__(self):
        self.rows, self.marked, self.modes = {}, {}, {}
        self.at, self.inverse = (0, 0), False

    def feed(self, text):
        for private, numbers, final, letter, end, other in self.TOKEN.findall(text):
            if letter:
                row, column = self.at
                line = self.rows.get(row, "").ljust(column)
                self.rows[row] = line[:column] + letter + line[column + 1 :]
                self.marked[row] = self.inverse
                self.at = (row, column + 1)
            elif final == "H":
                row, column = numbers.split(";")
                self.at = (int(row) - 1, int(column) - 1)
            elif final == "K":
                self.rows[self.at[0]] = self.rows.get(self.at[0], "")[: self.at[1]]
            elif final == "J":
                self.rows, self.marked = {}, {}
            elif final == "m":
                self.inverse = numbers == "7"
            elif private and final in "hl":
                self.modes[numbers] = final == "h"
            elif not end:
                raise AssertionError(f"what is {other!r}?")

    def lines(self):
        return [self.rows.get(row, "").rstrip() for row in range(max(self.rows, default=-1) + 1)]

    def selected(self):
        return [self.rows[row].split()[-1] for row, marked in sorted(self.marked.items()) if marked]


class Session:
    def __init__(self, *arguments, shell=(), rows=12, columns=100):
        self.parent, self.child = pty.openpty()
        self.size(rows, columns)
        self.modes_before = termios.tcgetattr(self.child)
        self.screen, self.raw = Emulator(), ""
        self.process = subprocess.Popen(
            [*shell, PROGRAM, *arguments],
            stdin=self.child,
            stdout=self.child,
            stderr=subprocess.PIPE,
            preexec_fn=self.take_terminal,
            text=True,
        )

    def take_terminal(self):
        os.setsid()
        fcntl.ioctl(self.child, termios.TIOCSCTTY, 0)

    def size(self, rows, columns):
        fcntl.ioctl(self.child, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def keys(self, text):
        os.write(self.parent, text.encode())

    def read(self, seconds):
        if not select.select([self.parent], [], [], seconds)[0]:
            return False
        text = os.read(self.parent, 65536).decode()
        self.raw += text
        self.screen.feed(text)
        return True

    def until(self, condition):
        """Goes on as soon as the screen fulfils `condition(screen)`."""
        deadline = time.monotonic() + PATIENCE
        while not condition(self.screen):
            if time.monotonic() > deadline:
                raise AssertionError("never came; the screen was:\n" + "\n".join(self.screen.lines()))
            self.read(1)

    def until_shown(self, words):
        self.until(lambda screen: words in "\n".join(screen.lines()))

    def end(self):
        status = self.process.wait(PATIENCE)
        while self.read(0):
            pass
        errors = self.process.stderr.read()
        self.process.stderr.close()
        return status, errors

    def is_as_before(self):
        modes = {"1049": False, "25": True}
        return self.screen.modes == modes and termios.tcgetattr(self.child) == self.modes_before

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.process.stderr.close()
        os.close(self.parent)
        os.close(self.child)


class Program(unittest.TestCase):
    def setUp(self):
        self.proc = FakeProc()
        self.addCleanup(shutil.rmtree, self.proc.folder)

    def start(self, *arguments, **size):
        session = Session("--proc", self.proc.folder, *arguments, **size)
        self.addCleanup(session.close)
        return session

    def run_once(self, *arguments):
        return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=PATIENCE)

    def test_shows_a_whole_screen(self):
        session = self.start()
        session.until_shown("q quit")
        self.assertEqual(
            session.screen.lines(),
            [
                "load       0.25  0.50  1.00   2 of 42 threads running",
                "memory     [##########----------]  0.5 of 1.0 GiB   no swap",
                "processes  3, by cpu, every 2 s",
                "      PID  S    CPU %     MEMORY  NAME",
                "        1  S        -      400 K  init",
                "       20  S        -       40 K  small",
                "      300  S        -     35.2 M  large",
                "", "", "", "",
                "q quit  r refresh  / search  sort: c cpu, m memory, p pid  space pause",
            ],
        )  # fmt: skip
        self.assertEqual(session.screen.selected(), ["init"])

    def test_keys_sort_and_select_and_the_selection_follows_its_process(self):
        session = self.start("--interval", "1000")
        session.until_shown("q quit")
        session.keys("\x1b[B\x1b[B")
        session.until(lambda screen: screen.selected() == ["large"])
        session.keys("m")
        session.until_shown("by memory")
        session.until(lambda screen: screen.lines()[4].endswith("large"))
        self.assertEqual(session.screen.selected(), ["large"])
        session.keys("p")
        session.until(lambda screen: screen.lines()[6].endswith("large"))
        self.assertEqual(session.screen.selected(), ["large"])

    def test_a_search_finds_names_and_command_lines_as_one_types(self):
        self.proc.write("20/cmdline", "sh\0-c\0the Quiet one\0")
        session = self.start("--interval", "1000")
        session.until_shown("q quit")
        session.keys("/lar\x7f\x7f\x7fquiet")  # q is a letter here
        session.until_shown("search: quiet_")
        session.until_shown('processes  1 of 3 with "quiet", by cpu')
        self.assertEqual(session.screen.selected(), ["small"])
        session.keys("\x15\rq")
        self.assertEqual(session.end(), (0, ""))

    def test_the_interval_and_the_key_read_again_and_a_pause_stops_the_interval(self):
        session = self.start("--interval", "0.1")
        session.until_shown("every 0.1 s")
        self.proc.add(4, "fourth", 1)
        session.until_shown("fourth")
        session.keys(" ")
        session.until_shown("paused")
        self.proc.remove("4")
        while session.read(0.5):  # five intervals
            pass
        self.assertIn("fourth", "\n".join(session.screen.lines()))
        session.keys("r")
        session.until(lambda screen: "fourth" not in "\n".join(screen.lines()))

    def test_says_what_cannot_be_read_and_recovers(self):
        session = self.start("--interval", "0.1")
        session.until_shown("large")
        self.proc.remove("loadavg")
        session.until_shown(f"load       cannot read {self.proc.folder}/loadavg: No such file or directory"[:100])
        self.proc.write("loadavg", "9.00 9.00 9.00 1/1 1\n")
        session.until_shown("load       9.00  9.00  9.00   1 of 1 threads running")

    def test_follows_the_size_of_the_terminal(self):
        session = self.start()
        session.until_shown("q quit")
        session.size(6, 20)
        session.until(lambda screen: len(screen.lines()) == 6)
        session.until_shown("q quit")
        self.assertEqual(session.screen.lines()[2], "processes  3, by cpu")
        session.size(9, 100)
        session.until(lambda screen: len(screen.lines()) == 9 and screen.lines()[8].startswith("q quit"))

    def test_no_byte_of_a_name_reaches_the_terminal_as_a_command(self):
        self.proc.add(66, "\x1b]0;owned\x07\x1b[2J", 1)
        session = self.start()
        session.until_shown(r"66  S        -        4 K  \x1b]0;owned\x07\x1b[2J")
        self.assertNotIn("\x1b]", session.raw)

    def test_the_key_q_ends_it_and_the_terminal_is_as_before(self):
        session = self.start()
        session.until_shown("q quit")
        self.assertFalse(session.is_as_before())
        session.keys("q")
        self.assertEqual(session.end(), (0, ""))
        self.assertTrue(session.is_as_before())

    def test_signals_end_it_as_such_and_the_terminal_is_as_before(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            with self.subTest(number):
                session = self.start()
                session.until_shown("q quit")
                session.process.send_signal(number)
                self.assertEqual(session.end(), (-number, ""))
                self.assertTrue(session.is_as_before())

    def test_control_c_ends_it(self):
        session = self.start()
        session.until_shown("q quit")
        session.keys("\x03")
        self.assertEqual(session.end(), (-signal.SIGINT, ""))
        self.assertTrue(session.is_as_before())

    def test_control_z_stops_it_and_it_goes_on_with_a_whole_screen(self):
        script = 'set -m; "$@"; echo "stopped: $?"; fg'
        session = self.start(shell=("dash", "-c", script, "dash"))
        session.until_shown("q quit")
        session.keys("\x1a")
        session.until(lambda screen: session.raw.count("q quit") == 2)
        between = session.raw.index(f"stopped: {128 + signal.SIGTSTP}")
        self.assertEqual(session.raw.rindex("\x1b[?1049l") < between < session.raw.rindex("\x1b[?1049h"), True)
        self.assertEqual(session.screen.selected(), ["init"])
        session.keys("q")
        self.assertEqual(session.end(), (0, ""))
        self.assertTrue(session.is_as_before())

    def test_ends_when_its_terminal_goes_away(self):
        session = self.start()
        session.until_shown("q quit")
        os.close(session.parent)
        session.parent = os.open(os.devnull, os.O_RDONLY)
        session.process.wait(PATIENCE)

    def test_once_prints_plain_text(self):
        run = self.run_once("--proc", self.proc.folder)
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.assertEqual(
            run.stdout.splitlines(),
            [
                "load       0.25  0.50  1.00   2 of 42 threads running",
                "memory     [##########----------]  0.5 of 1.0 GiB   no swap",
                "processes  3, by cpu",
                "      PID  S    CPU %     MEMORY  NAME",
                "        1  S      0.0      400 K  init",
                "       20  S      0.0       40 K  small",
                "      300  S      0.0     35.2 M  large",
            ],
        )
        self.assertEqual(self.run_once("--once", "--proc", self.proc.folder).stdout, run.stdout)

    def test_once_finds_itself_in_the_real_proc(self):
        run = self.run_once("--once")
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.assertRegex(run.stdout, r"(?m)^ *\d+  R .*  terminal$")

    def test_once_says_what_cannot_be_read_and_fails(self):
        run = self.run_once("--once", "--proc", self.proc.folder + "/none")
        self.assertEqual(run.returncode, 1)
        self.assertEqual(
            run.stdout.splitlines(),
            [
                f"load       cannot read {self.proc.folder}/none/loadavg: No such file or directory",
                f"memory     cannot read {self.proc.folder}/none/meminfo: No such file or directory",
                f"processes  cannot read {self.proc.folder}/none: No such file or directory",
            ],
        )

    def test_wrong_arguments_are_told_with_the_usage(self):
        run = self.run_once("--intervall", "2")
        self.assertEqual((run.returncode, run.stdout), (2, ""))
        first, second, *_ = run.stderr.splitlines()
        self.assertEqual(first, "terminal: unknown argument --intervall")
        self.assertTrue(second.startswith("usage: terminal "))

    def test_help_is_printed(self):
        run = self.run_once("--help")
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.assertTrue(run.stdout.startswith("usage: terminal "))


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
