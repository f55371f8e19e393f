"""What the app does not do while it starts: load what only training needs, write stubs."""

import subprocess
import sys

import pytest
from serving import ROOT

pytestmark = pytest.mark.slow

TRAINING_ONLY = {
    "torchvision",
    "matplotlib",
    "unlzw3",
    "lenet.data.datasets",
    "lenet.training.loop",
    "lenet.evaluation.plots",
}
COMPILING = {"torch._dynamo", "torch._inductor", "sympy"}  # PyTorch's, as large as all that the app needs

LOADED = "import sys, app; print('loaded', *sys.modules); print(app.gr.component_meta.create_or_modify_pyi)"


@pytest.fixture(scope="module")
def loaded():
    """Every module that `import app` loads, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_the_app_loads_no_module_that_it_does_not_need(loaded):
    modules = set(loaded.splitlines()[0].split()[1:])
    assert {"torch", "gradio", "lenet.web.questions"} <= modules
    assert modules & (TRAINING_ONLY | COMPILING) == set()


def test_gradio_still_has_the_function_that_is_taken_out(loaded):
    assert "without_stubs" in loaded.splitlines()[1]


def test_gradios_own_is_the_one_that_would_run_otherwise():
    asked = "import gradio.component_meta as meta; print(meta.create_or_modify_pyi.__module__)"
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "gradio.component_meta"


@pytest.mark.parametrize(
    "argument, code, words", [("--help", 0, "GRADIO_SERVER_PORT"), ("--port=7", 2, "unrecognized")]
)
def test_an_argument_is_answered_and_starts_nothing(argument, code, words):
    """Whatever was asked for, the page was served, on the next free port."""
    asked = [sys.executable, "app.py", argument]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == code and words in done.stdout + done.stderr
