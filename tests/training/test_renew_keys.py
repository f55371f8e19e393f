"""Kept runs stay known through a change of code that changes no bit of what it makes."""

import sys

import pytest
import torch

from tests.helpers import renew_keys


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """A run that is known by the key "former", and another one."""
    monkeypatch.setattr(renew_keys, "KEPT", tmp_path)
    for name, key in {"of-a-recipe.pt": "former", "of-another.pt": "neither"}.items():
        torch.save({"key": key, "history": [1.5]}, tmp_path / name)
    return tmp_path


def renewed(monkeypatch, before, now):
    """Renew the keys, where the former code makes `before` and today's makes `now`."""
    made = {"the former code": before, "today's": now}
    monkeypatch.setattr(
        renew_keys,
        "made_by",
        lambda code: made["today's" if code == renew_keys.ROOT else "the former code"],
    )
    monkeypatch.setattr(renew_keys.subprocess, "run", lambda *_, **__: None)
    monkeypatch.setattr(sys, "argv", ["renew_keys.py", "COMMIT"])
    renew_keys.main()


def of_code(bits, key):
    return {
        "bits": {"the training set": "same", "lenet5": bits},
        "keys": {"of-a-recipe.pt": key, "of-another.pt": key},
    }


def test_runs_of_the_former_key_get_the_new_one_and_stay_as_they_are(kept, monkeypatch):
    renewed(monkeypatch, of_code("same", "former"), of_code("same", "new"))
    assert torch.load(kept / "of-a-recipe.pt") == {"key": "new", "history": [1.5]}
    assert torch.load(kept / "of-another.pt")["key"] == "neither"


def test_where_a_bit_differs_no_key_is_renewed(kept, monkeypatch):
    with pytest.raises(SystemExit, match="differs in: lenet5. No key"):
        renewed(monkeypatch, of_code("same", "former"), of_code("other", "new"))
    assert torch.load(kept / "of-a-recipe.pt")["key"] == "former"


def test_a_digest_is_of_every_bit():
    weights = torch.zeros(3)
    other = weights.clone()
    other[2] = 1e-45  # the smallest that is not 0
    assert renew_keys.digest([weights]) == renew_keys.digest([torch.zeros(3)])
    assert renew_keys.digest([weights]) != renew_keys.digest([other])
