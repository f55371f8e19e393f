"""What several tests need: the network, the data sets where they are, a running app, a browser."""

import json
import os
from pathlib import Path

import pytest
import torch
from browser import chromium
from drawing_hand import opened
from node import npm as installed_npm
from painting import painted
from serving import serving
from shared_pages import Pages

from lenet import VARIANTS, digit_from_strokes, load
from lenet.data import characters, datasets

ROOT = Path(__file__).parents[1]
DATA_FILES = [
    *(f"mnist/MNIST/raw/{name}" for name, _ in datasets.MNIST.resources),
    *(f"pendigits/{name}" for name, _ in datasets.PEN_DIGITS.values()),
    *(f"uji/{name}" for name, _ in characters.UJI.values()),
    f"omniglot/{characters.OMNIGLOT[0]}",
]


@pytest.fixture(scope="session")
def model():
    torch.set_num_threads(1)
    return load()


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of the data sets; tests fetch nothing, so without them these tests are skipped."""
    folder = datasets.data_folder()
    if missing := [name for name in DATA_FILES if not (folder / name).exists()]:
        pytest.skip(f"no data: {missing[0]} is not in {folder}; set LENET_DATA, or run train.py once")
    return folder


@pytest.fixture(scope="session")
def to_train(data, tmp_path_factory) -> dict[str, str]:
    """The environment of an app that trains, at the same time as those of other test processes."""
    return {"LENET_DATA": str(data.resolve()), "TMPDIR": str(tmp_path_factory.mktemp("machine"))}


@pytest.fixture(scope="session")
def mnist_test(data):
    return datasets.mnist("test", data)


@pytest.fixture(scope="session")
def pen_test(data):
    return datasets.pen_digits("test", data)


@pytest.fixture(scope="session")
def examples() -> dict[str, list]:
    """Our own ten digits, as strokes on a pad of 280."""
    return json.loads((ROOT / "lenet/web/static/pad/hands.json").read_text())[0]["digits"]


@pytest.fixture(scope="session")
def npm():
    """Run npm with some arguments; what it runs finds Node, and what the lock file names is installed."""
    return installed_npm()


@pytest.fixture(scope="session")
def app():
    """The address of the real app, in a process of its own; nothing is trained beside what is tested."""
    with serving(LENET_TRAINING="off") as address:
        yield address


@pytest.fixture(scope="session")
def browser():
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def pages(browser, app):
    """Pages that tests share: `with pages(**options) as page`, as good as loaded anew."""
    pages = Pages(browser, app)
    yield pages
    pages.close()


@pytest.fixture
def page(pages):
    """The page in the browser, ready to be drawn on; others have used it before."""
    with pages() as page:
        yield page


@pytest.fixture
def own_page(browser, app):
    """A page that nobody else uses: for a test that reloads it, or that no other test should come after."""
    with opened(browser, app) as page:
        yield page


@pytest.fixture(params=VARIANTS)
def network(request):
    """Each variant in turn, untrained, in eval mode."""
    torch.manual_seed(0)
    return VARIANTS[request.param]().eval()


@pytest.fixture
def digit(examples):
    """One of our own digits, placed."""
    return digit_from_strokes(examples["5"])


@pytest.fixture
def three(examples, tmp_path):
    """A picture of a 3 in blue on cream, in a file."""
    path = tmp_path / "three.png"
    painted(examples["3"], pen=(20, 30, 120), paper=(235, 228, 210)).save(path)
    return path


def pytest_sessionfinish(session):
    """Where LENET_NO_SKIPS is set, as in CI, a skipped test is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and os.environ.get("LENET_NO_SKIPS") and reporter.stats.get("skipped"):
        reporter.write_line("LENET_NO_SKIPS is set, and tests were skipped: that is a failure", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
