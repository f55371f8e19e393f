"""What is looked at before hours of work: places that take no files, and kept runs that are damaged."""

import errno

import pytest
import torch

import train
from lenet.evaluation import __main__ as evaluation
from lenet.evaluation.comparisons import __main__ as comparisons
from lenet.network import weights
from lenet.training import kept
from lenet.training.kept import KeptError, check_whole, check_writable


@pytest.fixture
def no_folder(tmp_path):
    """A place below a file, where nobody can make a folder."""
    (tmp_path / "file").write_text("")
    return tmp_path / "file" / "folder"


def test_a_place_that_takes_no_files_is_named(no_folder, tmp_path):
    check_writable(tmp_path / "new" / "folder", tmp_path / "file")
    with pytest.raises(KeptError, match=r"file/folder cannot be written to \(.+\): nothing was begun\.$"):
        check_writable(tmp_path, no_folder)


@pytest.mark.parametrize("code", [errno.EROFS, errno.ENOSPC, errno.EACCES])
def test_a_disk_that_is_read_only_or_full_is_named(code, tmp_path, monkeypatch):
    class File:
        __enter__ = lambda self: self  # noqa: E731
        __exit__ = lambda *_: None  # noqa: E731

        def write(self, content):
            raise OSError(code, "a reason")

    monkeypatch.setattr(kept.tempfile, "TemporaryFile", lambda dir: File())
    with pytest.raises(KeptError, match=r"cannot be written to \(a reason\)"):
        check_writable(tmp_path)


@pytest.fixture
def state(tmp_path):
    """The file of a run's state, whole."""
    path = tmp_path / "lenet5-shipped-0.pt"
    torch.save({"key": "k", "history": [], "model": {"weight": torch.zeros(99)}}, path)
    return path


def test_a_run_that_is_cut_off_anywhere_is_named(state, tmp_path):
    check_whole([state, tmp_path / "none.pt"])
    content = state.read_bytes()
    for size in (0, 1, 100, len(content) // 2, len(content) - 1):
        state.write_bytes(content[:size])
        with pytest.raises(KeptError, match=r"lenet5-shipped-0\.pt is damaged: delete it"):
            check_whole([state])


def never(*arguments, **options):
    raise AssertionError("work was begun")


@pytest.fixture
def commands(monkeypatch, tmp_path):
    """Run the three commands, none of which may begin: by name, what each ends with."""
    for module, name in ((train, "read_sources"), (comparisons, "fetch"), (evaluation, "read_test_sets")):
        monkeypatch.setattr(module, name, never)
    monkeypatch.setattr(train, "ROOT", tmp_path)
    (tmp_path / "README.md").write_text("")
    monkeypatch.setattr(weights, "FOLDER", tmp_path)

    def run(command, *arguments):
        monkeypatch.setattr("sys.argv", ["command", *arguments])
        with pytest.raises(SystemExit) as ended:
            command.main()
        return str(ended.value)

    return run


def test_each_command_says_so_before_it_begins(commands, no_folder, monkeypatch):
    monkeypatch.setattr(train, "KEPT", no_folder)
    monkeypatch.setattr(comparisons, "KEPT", no_folder)
    assert commands(train, "lenet5").startswith(f"train.py: {no_folder} cannot be written to")
    said = commands(comparisons, "linear")
    assert said.startswith(f"lenet.evaluation.comparisons: {no_folder} cannot be written to")
    monkeypatch.setattr(evaluation, "load", lambda name: None)
    monkeypatch.setattr(evaluation, "PICTURES", no_folder)
    assert commands(evaluation, "lenet5").startswith(f"lenet.evaluation: {no_folder} cannot be written to")


def test_each_command_that_trains_names_a_damaged_run(commands, state, monkeypatch):
    state.write_bytes(b"PK")
    state.with_name("comparison-linear-0.pt").write_bytes(b"PK")
    monkeypatch.setattr(train, "KEPT", state.parent)
    monkeypatch.setattr(comparisons, "KEPT", state.parent)
    assert f"{state} is damaged" in commands(train, "lenet5")
    assert "comparison-linear-0.pt is damaged" in commands(comparisons, "linear")
