"""Everything that is installed may be used: its licence is named, and binds nobody else."""

import subprocess
import sys

import licences
import pytest
from packaging.requirements import Requirement
from serving import ROOT


def test_all_that_requirements_install_has_a_licence_that_binds_nobody_else():
    done = subprocess.run(
        [sys.executable, "tests/helpers/licences.py"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr.strip()) == (0, "")
    listed = {line.split()[0] for line in done.stdout.splitlines()}
    assert {"torch", "gradio", "starlette", "markupsafe"} <= listed  # their dependencies' own, too


@pytest.mark.parametrize("text", ["MIT", "MPL-2.0 AND MIT", "LGPL-3.0-only", "MIT OR GPL-3.0-only"])
def test_these_may_be_used(text):
    assert licences.complaint(text) is None


@pytest.mark.parametrize(
    "text",
    ["GPL-3.0-or-later", "AGPL-3.0", "GNU General Public License v3 (GPLv3)", "MIT AND GPL-2.0-only"],
)
def test_these_may_not(text):
    assert "bind" in licences.complaint(text)


@pytest.mark.parametrize("text", licences.UNTOLD)
def test_a_package_must_name_one(text):
    assert licences.complaint(text) == "names no licence"


def test_a_package_that_is_not_installed_is_told():
    assert licences.installed([Requirement("no-such-package-here")]) == {"no-such-package-here": None}
