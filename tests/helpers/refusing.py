"""What every refusal has in common, and what it may cost: for the tests with hostile input."""

import random
import tracemalloc

import numpy as np
from hypothesis import HealthCheck, settings

from lenet.web.checks import REFUSED

LONGEST = 250  # characters of a sentence
SCRIPT = "<script>alert('here')</script>" * 3

quickly = settings(deadline=None, suppress_health_check=list(HealthCheck))


def sentence(error: Exception) -> str:
    text = str(error)
    assert text.endswith(".") and "\n" not in text and len(text) <= LONGEST
    assert SCRIPT not in text
    return text


def checked(question, value):
    """What `question` makes of the value; None where it refuses it as it should."""
    try:
        return question(value)
    except REFUSED as refusal:
        sentence(refusal)


def is_a_digit(digit) -> bool:
    return digit.shape == (28, 28) and bool(
        np.isfinite(digit).all() and (digit >= 0).all() and (digit <= 1).all()
    )


def memory_of(action) -> int:
    """The most bytes that an action holds at once."""
    tracemalloc.start()
    try:
        action()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The content after one to four accidents."""
    content = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(content))
        accident = chance.randrange(6)
        if accident < 3:
            content[at] = chance.choice([0, 1, 127, 128, 255, chance.randrange(256)])
        elif accident == 3:
            content[at : at + 4] = chance.choice([b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff"])
        elif accident == 4:
            del content[at : at + chance.randint(1, 20)]
        else:
            content[at:at] = chance.randbytes(chance.randint(1, 20))
        content = content or bytearray(b"\0")
    return bytes(content[: chance.randrange(len(content)) + 1] if chance.random() < 0.2 else content)
