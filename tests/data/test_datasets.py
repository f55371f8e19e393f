"""The data sets are what they say, are checked, and their absence is one clear sentence."""

import hashlib
import io
import zipfile

import numpy as np
import pytest

from lenet.data import datasets
from lenet.data.datasets import DataError

UNIPEN = """.INCLUDE dene.doc
.SEGMENT DIGIT 0 ? "5"
.COMMENT 5 12 224
.PEN_DOWN
 10  90
 10  50
.PEN_UP
.DT 100
.PEN_DOWN
 10  90
 40  95
.PEN_UP
.SEGMENT DIGIT 1 ? "1"
.COMMENT 1 7 3
.PEN_DOWN
 5  5
.PEN_UP
.DT 100
"""


def test_unipen_text_becomes_strokes_with_y_down():
    data = datasets.unipen(UNIPEN)
    assert data.classes.tolist() == [5, 1]
    assert data.writers.tolist() == [12, 7]
    assert [len(drawing) for drawing in data.drawings] == [2, 1]
    np.testing.assert_array_equal(data.drawings[0][0], [[10, -90], [10, -50]])


@pytest.fixture
def offline(monkeypatch):
    def refuse(address, *arguments, **options):
        raise OSError("no network")

    monkeypatch.setattr(datasets, "download", refuse)


def test_without_data_or_network_the_error_says_which_file_goes_where(tmp_path, offline):
    with pytest.raises(DataError, match=r"put train-images-idx3-ubyte.gz into .*mnist/MNIST/raw"):
        datasets.mnist("train", tmp_path)
    with pytest.raises(DataError, match=r"put pendigits-orig.tra.Z into .*pendigits"):
        datasets.pen_digits("train", tmp_path)


def test_a_damaged_file_is_refused(tmp_path, offline):
    path = tmp_path / "pendigits" / "pendigits-orig.tes.Z"
    path.parent.mkdir()
    path.write_bytes(b"not it")
    with pytest.raises(DataError, match="damaged"):
        datasets.pen_digits("test", tmp_path)


def test_a_missing_file_is_downloaded_once_and_checked(tmp_path, monkeypatch):
    content, calls = b"the file", []

    def download(address, path, md5):
        calls.append(address)
        if "first" in address:
            raise OSError("that mirror is gone")
        path.write_bytes(content)

    monkeypatch.setattr(datasets, "download", download)
    md5 = hashlib.md5(content).hexdigest()
    for _ in range(2):
        assert datasets.verified(tmp_path / "a.gz", md5, ["first/a.gz", "second/a.gz"]) == content
    assert calls == ["first/a.gz", "second/a.gz"]


def zipped(content):
    """An archive of one file, stored as it is, so that its bytes can be found."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as members:
        members.writestr("in/a.Z", content)
    return archive.getvalue()


WHOLE = zipped(b"the file")
BROKEN = {
    "empty": b"",
    "cut off": WHOLE[: len(WHOLE) // 2],
    "no archive": b"<html>Please log in.</html>",
    "another byte in the middle": WHOLE.replace(b"the file", b"the mile"),
    "without the file": zipped(b"").replace(b"a.Z", b"b.Z"),
    "another file": zipped(b"another"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_archive_is_downloaded_anew(kind, tmp_path, monkeypatch):
    (tmp_path / "a.zip").write_bytes(BROKEN[kind])
    monkeypatch.setattr(datasets, "download", lambda address, path: path.write_bytes(WHOLE))
    md5 = hashlib.md5(b"the file").hexdigest()
    assert datasets.fetched(tmp_path / "a.Z", md5, "https://somewhere/a.zip") == b"the file"


@pytest.mark.parametrize("kind", BROKEN)
def test_an_archive_that_comes_broken_is_one_sentence(kind, tmp_path, monkeypatch):
    monkeypatch.setattr(datasets, "download", lambda address, path: path.write_bytes(BROKEN[kind]))
    with pytest.raises(DataError, match=r"a\.Z is missing and could not be downloaded .*: put a\.Z into "):
        datasets.fetched(tmp_path / "a.Z", hashlib.md5(b"the file").hexdigest(), "https://somewhere/a.zip")
    assert not (tmp_path / "a.Z").exists()


def test_lenet_data_says_where_the_data_lives(monkeypatch, tmp_path):
    monkeypatch.setenv("LENET_DATA", str(tmp_path))
    assert datasets.data_folder() == tmp_path
    monkeypatch.delenv("LENET_DATA")
    assert datasets.data_folder().name == ".data"


@pytest.mark.slow
def test_mnist_is_whole(data):
    train, test = datasets.mnist("train", data), datasets.mnist("test", data)
    assert train.digits.shape == (60_000, 28, 28) and test.digits.shape == (10_000, 28, 28)
    assert train.digits.max() == 1 and train.digits.min() == 0
    assert np.bincount(test.classes).tolist() == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]


@pytest.mark.slow
def test_pen_digits_are_whole_and_of_different_writers(data):
    train, test = datasets.pen_digits("train", data), datasets.pen_digits("test", data)
    assert len(train.drawings) == 7_494 and len(test.drawings) == 3_498
    assert len(set(train.writers)) == 30 and len(set(test.writers)) == 14
    assert np.bincount(test.classes).tolist() == [363, 364, 364, 336, 364, 335, 336, 364, 336, 336]
    assert all(len(stroke) for drawing in train.drawings for stroke in drawing)
