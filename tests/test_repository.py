"""The repository is what its README and model card say: pins, figures, imports, style."""

import ast
import re
import subprocess
import sys
from importlib.metadata import metadata, packages_distributions
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

import lenet
from lenet.data import folds, training_set
from lenet.evaluation import cards
from lenet.evaluation.comparisons import results
from lenet.network import weights
from lenet.training import calibration
from lenet.training.recipes import RECIPES

ROOT = Path(__file__).parents[1]
CARDS = {variant: weights.card(variant) for variant in lenet.VARIANTS}
README = (ROOT / "README.md").read_text(encoding="utf-8")
MODEL_CARD = (ROOT / "weights" / "README.md").read_text(encoding="utf-8")
REQUIRED = (ROOT / "requirements.txt").read_text(encoding="utf-8")
TRACKED = subprocess.run(
    ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
).stdout.split()


def pins(name="requirements.txt") -> dict[str, str]:
    found = re.findall(r"^([\w-]+)==([\d.]+)", (ROOT / name).read_text(), re.MULTILINE)
    return dict(found)


def front_matter() -> dict[str, str]:
    return dict(re.findall(r'^(\w+): "?([^"\n]*)"?$', front_block(), re.MULTILINE))


def front_block() -> str:
    return re.match(r"---\n(.*?)\n---\n", README, re.DOTALL)[1]


def test_the_top_level_is_the_one_agreed():
    if not TRACKED:
        pytest.skip("not a git checkout")
    visible = {path.split("/")[0] for path in TRACKED if not path.startswith(".")}
    assert visible == {"app.py", "lenet", "train.py", "weights", "requirements.txt", "tests", "README.md"}


def test_the_spaces_front_matter_is_in_step_with_the_pins():
    front, tags = front_matter(), re.findall(r"^  - (\S+)$", front_block(), re.MULTILINE)
    assert front["sdk"] == "gradio" and front["sdk_version"] == pins()["gradio"]
    assert (ROOT / front["app_file"]).exists()
    assert front["python_version"] == "3.11"
    for name in pins():
        assert front["python_version"] in SpecifierSet(metadata(name).get("Requires-Python", "")), name
    assert len(front["short_description"]) <= 60  # Spaces' own limit
    assert {"title", "emoji"} <= front.keys() and "lenet" in tags


def test_the_packages_the_user_named_are_required():
    assert {"torch", "torchvision", "gradio", "pillow", "numpy", "pytest"} <= pins().keys()


def test_all_that_the_code_imports_is_named():
    paths = [*(ROOT / "lenet").rglob("*.py"), ROOT / "app.py", ROOT / "train.py"]
    modules = {name.split(".")[0] for path in paths for name in imports_of(path) if name}
    imported = modules - set(sys.stdlib_module_names) - {"lenet"}
    named = {canonicalize_name(name) for name in re.findall(r"^[\w-]+", REQUIRED, re.MULTILINE)}
    for module in imported:
        assert named & {canonicalize_name(name) for name in packages_distributions()[module]}, module


def test_the_readmes_table_is_the_one_that_the_cards_make():
    assert f"{cards.MARKERS[0]}\n{cards.results_table(CARDS)}\n{cards.MARKERS[1]}" in README


def test_the_readme_tells_what_share_of_digits_may_be_rejected():
    share = f"{100 * calibration.REJECTED_SHARE:g} %"
    told = f"rejects about {share} or less of MNIST's held-out digits, and of the held-out drawn ones"
    assert told in " ".join(README.split())
    assert told in " ".join(MODEL_CARD.split())


def test_the_model_card_says_what_the_code_does():
    text = " ".join(MODEL_CARD.split())
    j, softness = -lenet.VARIANTS["1998"]().rubbish, RECIPES["1998"].softness
    assert f"equation 9 with j = {j:g}, the penalties and j both divided by {softness:g}" in text
    assert f"equation 9 with j = {j / softness:g}, on squared distances" in text
    assert f"all but the last {training_set.HELD_OUT_DIGITS:,}" in text
    assert folds.FOLDS == 5 and "a fifth of all writers" in text
    assert [name for name, recipe in RECIPES.items() if recipe.drawings] == ["lenet5"]
    assert set(training_set.NEGATIVE_POOLS) == {"letters", "doodles", "rules"}
    for name in lenet.VARIANTS:
        count = sum(each.numel() for each in lenet.VARIANTS[name]().parameters())
        assert f"{count:,} parameters" in text, name


def test_the_model_card_is_the_one_that_the_cards_make():
    assert f"{cards.MARKERS[0]}\n{cards.model_card(CARDS)}\n{cards.MARKERS[1]}" in MODEL_CARD


def test_the_readmes_python_example_runs_and_prints_what_it_says():
    example = re.search(r"```python\n(import json.*?)```", README, re.DOTALL)[1]
    done = subprocess.run(
        [sys.executable, "-c", example], cwd=ROOT, capture_output=True, text=True, check=True
    )
    said = re.findall(r"# prints (.*)", example)
    assert done.stdout.splitlines() == said


def test_every_public_name_is_there():
    assert all(hasattr(lenet, name) for name in lenet.__all__)
    assert set(lenet.__all__) >= {"load", "VARIANTS", "digit_from_strokes", "digit_from_image", "recognise"}


def imports_of(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


# Each package may import those before it; `lenet` itself only gathers the public names.
ORDER = (
    "network",
    "drawing",
    "recognition",
    "metrics",
    "data",
    "explain",
    "training",
    "evaluation",
    "web",
)
WITHOUT_TORCH = ("drawing",)


@pytest.mark.parametrize(
    "path",
    sorted((ROOT / "lenet").rglob("*.py")),
    ids=lambda path: str(path.relative_to(ROOT / "lenet")),
)
def test_imports_run_one_way(path):
    names = imports_of(path)
    roots = {name.split(".")[0] for name in names}
    assert not roots & {"app", "train"}
    place = path.relative_to(ROOT / "lenet").with_suffix("").parts[0]
    if place == "__init__":
        return
    assert not {f"lenet.{name}" for name in lenet.__all__} & names, "import it from where it is defined"
    later = ORDER[ORDER.index(place) + 1 :]
    assert not {name for name in names if name.startswith(tuple(f"lenet.{each}" for each in later))}
    if place != "web":
        assert not roots & {"gradio", "starlette", "uvicorn"}
    if place in WITHOUT_TORCH:
        assert not {"torch", "torchvision"} & roots


@pytest.mark.parametrize(
    "path",
    sorted((ROOT / "lenet").rglob("*.py")),
    ids=lambda path: str(path.relative_to(ROOT / "lenet")),
)
def test_no_package_reaches_into_another_ones_private_names(path):
    private = {name for name in imports_of(path) if name.startswith("lenet.") and "._" in name}
    assert not private


LIGHT = (
    "evaluation.about",
    "explain.ablation",
    "explain.attribution",
    "explain.interpolation",
    "explain.misreads",
    "explain.sweeps",
    "explain.unit",
    "network.geometry",
    "network.weights",
)
HEAVY = {"torchvision", "matplotlib", "lenet.data.datasets", "lenet.training", "lenet.evaluation.report"}


def test_what_the_page_imports_loads_nothing_that_only_training_needs():
    asked = "import sys, " + ", ".join(f"lenet.{name}" for name in LIGHT) + "; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert not HEAVY & set(done.stdout.split())


def test_no_two_tests_have_the_same_base_name():
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert len(names) == len(set(names))


def test_every_file_of_weights_is_of_a_variant_and_its_card_says_which():
    """But for comparisons.json, which `python -m lenet.evaluation.comparisons` writes there."""
    names = {path.name for path in weights.FOLDER.glob("*.json")} - {results.FILE}
    assert names == {f"{variant}.json" for variant in lenet.VARIANTS}
    for variant in lenet.VARIANTS:
        assert weights.card(variant)["variant"] == variant


@pytest.mark.parametrize("command", [["check"], ["format", "--check"]], ids=["check", "format"])
def test_ruff_is_content(command):
    pytest.importorskip("ruff", reason="pip install -r tests/requirements.txt")
    done = subprocess.run(
        [sys.executable, "-m", "ruff", *command, "."], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_mypy_is_content(tmp_path):
    pytest.importorskip("mypy", reason="pip install -r tests/requirements.txt")
    command = [sys.executable, "-m", "mypy", "--cache-dir", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
