"""UJI Pen Characters and Omniglot are what they say; letters that look like digits are known."""

import zipfile

import numpy as np
import pytest

from lenet.data import characters, datasets
from lenet.data.characters import LOOK_ALIKES, Characters, digits_of, joined, look_alikes
from lenet.data.datasets import DataError


@pytest.fixture(scope="module")
def uji(data):
    return characters.uji(data)


@pytest.fixture(scope="module")
def omniglot(data):
    return characters.omniglot(data)


@pytest.mark.slow
def test_uji_is_whole(uji):
    assert len(uji.drawings) == 11 * 124 and set(uji.writers) == set(range(1, 12))
    names, counts = np.unique(uji.names, return_counts=True)
    assert len(names) == 62 and (counts == 22).all()
    assert digits_of(uji).sum() == 220
    assert all(np.isfinite(stroke).all() for strokes in uji.drawings for stroke in strokes)


@pytest.mark.slow
def test_omniglot_is_whole(omniglot):
    assert len(omniglot.drawings) == 136 * 20 and set(omniglot.writers) == set(range(1, 21))
    assert sorted(set(omniglot.alphabets)) == list(characters.OMNIGLOT_ALPHABETS)
    assert not digits_of(omniglot).any()  # character 04 of an alphabet is no 4
    assert all(len(strokes) and all(len(stroke) for stroke in strokes) for strokes in omniglot.drawings)


@pytest.mark.slow
def test_letters_stand_upright(uji, omniglot):
    """A T has its long bar at the top, an L at the bottom: y points down in both data sets."""

    def middle(letters, name, alphabet):
        chosen = letters.where((letters.names == name) & (letters.alphabets == alphabet))
        boxes = [np.concatenate(strokes)[:, 1] for strokes in chosen.drawings]
        return np.mean([(box.mean() - box.min()) / np.ptp(box) for box in boxes])

    assert middle(uji, "T", "UJI") < 0.45 < 0.55 < middle(uji, "L", "UJI")
    assert middle(omniglot, "14", "Korean") < 0.45 < 0.55 < middle(omniglot, "24", "Korean")


@pytest.mark.slow
def test_every_look_alike_is_in_the_data_and_no_digit_is(uji, omniglot):
    everything = joined(uji, omniglot)
    there = set(zip(everything.alphabets.tolist(), everything.names.tolist(), strict=True))
    named = {
        (alphabet, name)
        for alphabet, by_digit in LOOK_ALIKES.items()
        for names in by_digit.values()
        for name in names.split()
    }
    assert named <= there
    assert not (look_alikes(everything) & digits_of(everything)).any()


def test_look_alikes_are_known_by_alphabet_and_name():
    alphabets = np.array(["UJI", "UJI", "Latin", "Greek", "Korean"])
    names = np.array(["O", "A", "15", "15", "15"])
    letters = Characters([[]] * 5, alphabets, names, np.ones(5, int))
    assert look_alikes(letters).tolist() == [True, False, True, True, False]
    assert letters.where(~look_alikes(letters)).names.tolist() == ["A", "15"]


def test_a_drawing_of_omniglot_loses_its_times_and_counts_y_down():
    strokes = [characters.points(part, 3) for part in ("1 -2 0\n3 -4.5 20", "5 -6 99")]
    assert [stroke.tolist() for stroke in strokes] == [[[1, 2], [3, 4.5]], [[5, 6]]]


def test_missing_files_end_in_one_sentence_that_says_which_goes_where(tmp_path, monkeypatch):
    def refuse(*arguments, **options):
        raise OSError("no network")

    monkeypatch.setattr(datasets, "download", refuse)
    with pytest.raises(DataError, match=r"put UJIpenchars-w01 into .*uji"):
        characters.uji(tmp_path)
    with pytest.raises(DataError, match=r"put strokes_background_small1.zip into .*omniglot"):
        characters.omniglot(tmp_path)


def test_uji_comes_out_of_its_archive(tmp_path, monkeypatch):
    def download(address, path):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("UJI/a-file", "content")

    monkeypatch.setattr(datasets, "download", download)
    md5 = "9a0364b9e99bb480dd25e1f0284c8555"  # of "content"
    assert datasets.fetched(tmp_path / "a-file", md5, "https://somewhere/uji.zip") == b"content"
