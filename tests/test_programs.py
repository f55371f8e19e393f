"""The benchmarks and helpers that people start by hand: none is left behind when what it uses changes."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

TESTS = Path(__file__).parent
PROGRAMS = [
    path.relative_to(TESTS).as_posix()
    for folder in ("benchmarks", "helpers")
    for path in sorted((TESTS / folder).glob("*.py"))
    if re.search(r"\.parse_args\(|^ +compare\(", path.read_text(encoding="utf-8"), re.MULTILINE)
    and path.name != "choices.py"  # what those have in common
]


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_imports_what_there_is_and_says_what_it_does(program):
    asked = [sys.executable, str(TESTS / program), "--help"]
    run = subprocess.run(asked, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith("usage: ") and len(run.stdout.splitlines()) > 3
