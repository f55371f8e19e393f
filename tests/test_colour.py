"""The signed colour scale can be told apart, with the common colour-vision deficiencies too."""

import re
from pathlib import Path

import numpy as np
import pytest

CSS = (Path(__file__).parents[1] / "lenet/web/static/page.css").read_text(encoding="utf-8")
# How colours look with each deficiency, complete: Machado, Oliveira and Fernandes 2009, on linear RGB.
VISION = {
    "usual": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.01182, 0.04294, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.3039],
    ],
}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.072175], [0.0193339, 0.119192, 0.9503041]]
)
WHITE = TO_XYZ @ np.ones(3)


def arms(theme: str) -> dict[str, np.ndarray]:
    """The five stops of each arm as sRGB from 0 to 1, (5, 3)."""
    block = re.search(rf"^{re.escape(theme)} {{(.*?)^}}", CSS, re.DOTALL | re.MULTILINE)[1]
    found = re.findall(r"--map-(positive|negative): ([^;]+);", block)
    return {
        name: np.array([[int(stop[i : i + 2], 16) / 255 for i in (1, 3, 5)] for stop in stops.split(", ")])
        for name, stops in found
    }


def lab(srgb: np.ndarray, vision) -> np.ndarray:
    """CIE L*a*b* of sRGB colours (n, 3), as an eye with that vision gets them."""
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    xyz = np.clip(linear @ np.array(vision).T, 0, 1) @ TO_XYZ.T / WHITE
    f = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.stack([116 * f[:, 1] - 16, 500 * (f[:, 0] - f[:, 1]), 200 * (f[:, 1] - f[:, 2])], 1)


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("theme", [":root", ".dark"])
def test_positive_negative_and_zero_are_three_things(theme, vision):
    seen = {name: lab(stops, VISION[vision]) for name, stops in arms(theme).items()}
    between = np.linalg.norm(seen["positive"] - seen["negative"], axis=1)
    assert between[0] == 0  # zero is one colour
    assert (between[1:] > 15).all()
    for stops in seen.values():
        assert (np.linalg.norm(np.diff(stops, axis=0), axis=1) > 8).all()  # each step is seen


@pytest.mark.parametrize("theme", [":root", ".dark"])
def test_both_arms_are_equally_strong(theme):
    lightness = {name: lab(stops, np.eye(3))[:, 0] for name, stops in arms(theme).items()}
    assert np.abs(lightness["positive"] - lightness["negative"]).max() < 6
    for stops in lightness.values():
        assert (np.diff(stops) < 0).all() or (np.diff(stops) > 0).all()
