"""README and the pages beside it name what there is: files, links, variables, commits, commands."""

import re
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest
import tested_on
from balancing import SITE

from lenet.data import characters, datasets
from lenet.evaluation import cards
from lenet.web import limits
from lenet.web.door import LONGEST_QUERY
from lenet.web.server.bounded import BoundedServer
from lenet.web.server.connections import Connection
from lenet.web.server.entrance import DESCRIPTORS

ROOT = Path(__file__).parents[1]
GITHUB = ROOT / ".github"
NAMES = (
    "README.md",
    "weights/README.md",
    *(f".github/{path.name}" for path in sorted(GITHUB.glob("*.md"))),
)
PATH = re.compile(r"(?<!`)`(\.?[\w-][\w.*-]*(?:/[\w.*-]+)*/?)`(?!`)")
KNOWN = re.compile(r"/|\.(py|js|css|html|json|txt|md|conf|yml|toml|png)$")  # what is meant to be a path
MADE = {".data", ".evaluation", ".venv/bin/", *("mnist/MNIST/raw/", "pendigits/", "uji/", "omniglot/")}
BASES = (ROOT, ROOT / "lenet" / "web" / "static", ROOT / "tests" / "benchmarks", GITHUB)
VARIABLE = re.compile(r"\b((?:GRADIO|LENET|HF|OPENBLAS|SPACE)_[A-Z_]+|TMPDIR)\b")


def text_of(name: str) -> str:
    """A page without what train.py writes into it."""
    text = (ROOT / name).read_text(encoding="utf-8")
    before, _, rest = text.partition(cards.MARKERS[0])
    return before + rest.partition(cards.MARKERS[1])[2]


def anchors(text: str) -> set[str]:
    """The anchors that GitHub gives a page's headings."""
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


def commands(name: str) -> list[str]:
    return re.findall(r"```bash\n(.*?)\n```", text_of(name), re.DOTALL)


def test_readme_is_a_first_page():
    body = (ROOT / "README.md").read_text(encoding="utf-8").split("---\n", 2)[2]
    results, other = body[: body.index("<!-- end")].split("<!-- results"), body[body.index("<!-- end") :]
    assert len((results[0] + other).splitlines()) <= 140  # and a row for each network


@pytest.mark.parametrize("name", NAMES)
def test_every_link_leads_somewhere(name):
    page, text = ROOT / name, text_of(name)
    for link in re.findall(r"\]\(([^)]+)\)", text):
        path, _, anchor = link.partition("#")
        if link.startswith(("http://", "https://")):
            continue
        target = page.parent / path if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target.read_text(encoding="utf-8")), link


@pytest.mark.parametrize("name", NAMES)
def test_every_path_is_there(name):
    paths = {path for path in PATH.findall(text_of(name)) if KNOWN.search(path)} - MADE
    assert not [path for path in paths if not any((base / path).exists() for base in BASES)]


def test_a_path_that_is_not_there_is_noticed():
    assert PATH.findall("as `lenet/no_such.py` and `requirements.txt` and `a b/c`, ```bash") == [
        "lenet/no_such.py",
        "requirements.txt",
    ]


@pytest.mark.parametrize("name", NAMES)
def test_every_command_names_what_is_there(name):
    words = " ".join(commands(name)).split()
    paths = {each for each in words if re.fullmatch(r"[\w./-]+\.(py|txt|conf)", each) and each[0] != "/"}
    assert not [path for path in paths if not (ROOT / path).exists()]


def test_the_hosting_commands_start_this_app():
    told = commands(".github/HOSTING.md")
    assert sum(command.endswith(".venv/bin/python app.py") for command in told) >= 3
    assert any("--repo-type space" in command for command in told)


def test_ci_finds_the_one_test_line():
    lines = re.findall(
        r"^python3 -m venv .*pytest.*$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE
    )
    assert len(lines) == 1 and lines[0] in commands("README.md")
    assert "run: .ci/run" in (GITHUB / "workflows" / "test.yml").read_text(encoding="utf-8")


def test_every_variable_is_read_by_somebody():
    told = {name for page in NAMES for name in VARIABLE.findall(text_of(page))} - {"TMPDIR"}
    told -= {"OPENBLAS_NUM_THREADS"}  # that of a library which is no Python
    sources = [ROOT / "tests" / "conftest.py", *(ROOT / "lenet").rglob("*.py")]
    for package in ("gradio", "huggingface_hub"):
        sources += Path(find_spec(package).origin).parent.glob("*.py")
    read = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    assert "GRADIO_NUM_PORTS" in told
    assert not {name for name in told if f'"{name}"' not in read}


def test_what_app_py_sets_is_what_hosting_says():
    code = (ROOT / "app.py").read_text(encoding="utf-8")
    for name, value in re.findall(r'setdefault\("(\w+)", "(\w+)"\)', code):
        assert f"| `{name}` | `app.py`: `{value}` |" in text_of(".github/HOSTING.md")


def test_hosting_tells_the_servers_limits():
    page = " ".join(text_of(".github/HOSTING.md").split())
    assert f"A client has {Connection.PATIENCE} seconds" in page
    assert f"each {Connection.PIECE // 2**10} KiB of the body, and {BoundedServer.IDLE} seconds" in page
    assert f"of which {DESCRIPTORS:,} are enough" in page
    assert f"answers what is under way within {BoundedServer.GRACE} seconds" in page
    assert f"more than {LONGEST_QUERY:,} characters" in page
    assert int(re.search(r"keepalive_timeout (\d+)s;", SITE.read_text())[1]) < BoundedServer.IDLE


def test_nginx_lets_the_largest_upload_through():
    megabytes = int(re.search(r"client_max_body_size (\d+)m;", SITE.read_text(encoding="utf-8"))[1])
    assert megabytes * 2**20 >= limits.MAX_FILE
    for setting in re.findall(r"`([a-z_]+ \w+;)`", text_of(".github/TROUBLESHOOTING.md")):
        assert setting in SITE.read_text(encoding="utf-8")


def test_the_data_sets_files_are_told():
    page = text_of(".github/TROUBLESHOOTING.md")
    writers = [name for name, _ in characters.UJI.values()]
    names = [*(name for name, _ in datasets.PEN_DIGITS.values()), characters.OMNIGLOT[0], *writers[::10]]
    assert all(f"`{name}`" in page for name in names)
    assert len(datasets.MNIST.resources) == 4


def test_the_commits_that_serve_as_examples_exist():
    ids = re.findall(r"\b(?=\w*\d)[0-9a-f]{7}\b", text_of(".github/CONTRIBUTING.md"))
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    assert len(ids) == 3
    for each in ids:
        found = ["git", "cat-file", "-e", f"{each}^{{commit}}"]
        assert subprocess.run(found, cwd=ROOT, check=False).returncode == 0, each


PAGE = f"before\n{tested_on.MARKERS[0]}{tested_on.HEAD}{tested_on.MARKERS[1]}\nafter\n"
OLD = tested_on.Row("3.11.7", "Debian GNU/Linux 12 (bookworm), x86_64", 300, "2026-11-01")


def test_a_row_is_added_and_an_older_one_replaced():
    other = OLD._replace(python="3.12.1")
    text = tested_on.with_row(tested_on.with_row(PAGE, other), OLD)
    assert tested_on.rows_in(text) == [OLD, other]
    newer = OLD._replace(passed=310, day="2026-12-01")
    text = tested_on.with_row(text, newer)
    assert tested_on.rows_in(text) == [newer, other]
    assert text.startswith("before\n") and text.endswith("\nafter\n")


def test_the_page_has_a_place_for_the_table():
    text = tested_on.PAGE.read_text(encoding="utf-8")
    assert OLD in tested_on.rows_in(tested_on.with_row(text, OLD))


def test_the_count_is_that_of_pytests_last_line():
    assert tested_on.passed_by("2 passed\n\n410 passed, 3 skipped, 90 deselected in 61.20s\n") == 410
