"""The benchmarks and helpers that people start by hand: none is left behind by a change of what it measures."""

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
    if any(
        word in path.read_text(encoding="utf-8") for word in ("ArgumentParser", "choices import compare")
    )
]


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_imports_what_there_is_and_says_what_it_does(program):
    asked = [sys.executable, str(TESTS / program), "--help"]
    run = subprocess.run(asked, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith("usage: ") and len(run.stdout.splitlines()) > 3
