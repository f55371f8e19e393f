"""Everything that is installed may be used: its licence is named, and binds nobody else."""

import subprocess
import sys

import pytest

DENIED = "GPL;General Public;Affero;Other/Proprietary;UNKNOWN"
UNNAMED = (
    "axe-playwright-python",  # MIT by its LICENSE file
    "cuda-toolkit",  # names other packages, and holds no file
)


def checked(denied: str, *ignored: str) -> int:
    command = [
        sys.executable,
        "-m",
        "piplicenses",
        "--from=mixed",
        "--partial-match",
        f"--fail-on={denied}",
    ]
    done = subprocess.run([*command, "--ignore-packages", *ignored], capture_output=True, check=False)
    return done.returncode


def test_all_that_is_installed_has_a_licence_that_binds_nobody_else():
    pytest.importorskip("piplicenses", reason="pip install -r tests/requirements.txt")
    assert checked(DENIED, *UNNAMED) == 0


def test_a_licence_that_is_denied_is_noticed():
    pytest.importorskip("piplicenses", reason="pip install -r tests/requirements.txt")
    assert checked("MIT", *UNNAMED) == 1
