"""What the fast tests pass on: `python tests/helpers/tested_on.py python3.11 python3.12`.

Installs the project into a fresh environment of each Python, runs the fast tests there, and writes a row
for each into CONTRIBUTING.md. Ends with 1, and writes nothing for it, where a test fails.
"""

import argparse
import platform
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
PAGE = ROOT / ".github" / "CONTRIBUTING.md"
MARKERS = ("<!-- tested on: written by tests/helpers/tested_on.py -->\n", "<!-- end of tested on -->")
HEAD = "| Python | system | tests passed | date |\n|---|---|---|---|\n"
ROW = re.compile(r"^\| (\d[^|]*) \| ([^|]+) \| (\d+) \| ([^|]+) \|$", re.MULTILINE)


class Row(NamedTuple):
    """A row of the table."""

    python: str
    system: str
    passed: int
    day: str


def rows_in(text: str) -> list[Row]:
    """Read the table's rows."""
    table = text.split(MARKERS[0])[1].split(MARKERS[1])[0]
    return [Row(found[1], found[2], int(found[3]), found[4]) for found in ROW.finditer(table)]


def with_row(text: str, row: Row) -> str:
    """Put a row into the table, in place of an older one of the same Python and system."""
    others = [each for each in rows_in(text) if each[:2] != row[:2]]
    lines = ("| " + " | ".join(map(str, each)) + " |\n" for each in sorted([*others, row]))
    before, rest = text.split(MARKERS[0])
    return before + MARKERS[0] + HEAD + "".join(lines) + MARKERS[1] + rest.split(MARKERS[1])[1]


def system() -> str:
    """Name the system: a Linux by its distribution, others by themselves."""
    try:
        name = platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        name = f"{platform.system()} {platform.release()}"
    return f"{name}, {platform.machine()}"


def passed_by(output: str) -> int:
    """Read from pytest's last line how many tests passed."""
    return int(re.findall(r"(\d+) passed", output)[-1])


def tested(python: str) -> Row:
    """Run the fast tests in a fresh environment of a Python; raises CalledProcessError where one fails."""
    with TemporaryDirectory() as folder:
        subprocess.run([python, "-m", "venv", folder], check=True)
        own = next(each for each in Path(folder).glob("*/python*") if each.stem == "python")
        files = [f"--requirement={ROOT / name}" for name in ("requirements.txt", "tests/requirements.txt")]
        subprocess.run([own, "-m", "pip", "install", "--quiet", *files], check=True)
        asked = [own, "-c", "import platform; print(platform.python_version())"]
        version = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()
        tests = [own, "-m", "pytest", "-q", "-m", "not slow", "-p", "no:cacheprovider"]
        done = subprocess.run(tests, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
        print(done.stdout)
        done.check_returncode()
        return Row(version, system(), passed_by(done.stdout), date.today().isoformat())


def main() -> int:
    parser = argparse.ArgumentParser(description="Write what the fast tests pass on.")
    parser.add_argument("pythons", nargs="+", metavar="PYTHON", help="a command, such as python3.12")
    failed = False
    for python in parser.parse_args().pythons:
        try:
            row = tested(python)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"{python}: {error}", file=sys.stderr)
            failed = True
            continue
        PAGE.write_text(with_row(PAGE.read_text(encoding="utf-8"), row), encoding="utf-8")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
