"""The data sets are what they say, are checked, and their absence is one clear sentence."""

import hashlib

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

    monkeypatch.setattr(datasets, "download_url", refuse)


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

    def download(address, folder, name, md5=None):
        calls.append(address)
        if "first" in address:
            raise OSError("that mirror is gone")
        (tmp_path / name).write_bytes(content)

    monkeypatch.setattr(datasets, "download_url", download)
    md5 = hashlib.md5(content).hexdigest()
    for _ in range(2):
        assert datasets.verified(tmp_path / "a.gz", md5, ["first/a.gz", "second/a.gz"]) == content
    assert calls == ["first/a.gz", "second/a.gz"]


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
