"""The most memory that a picture's file takes: `python tests/helpers/peak_memory.py FILE...`, on Linux.

Prints a JSON object a line: MiB that the process grew by, and the sentence that refused.
"""

import io
import json
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from PIL import Image

from lenet.drawing.payload import picture_from_image
from lenet.drawing.picture_file import decoded
from lenet.drawing.strokes import DrawingError


def memory(which: str) -> float:
    """MiB that this process holds (VmRSS), or has held at most (VmHWM)."""
    return int(re.search(rf"{which}:\s+(\d+)", Path("/proc/self/status").read_text())[1]) / 1024


def read(file: str | io.BytesIO) -> str:
    """The sentence that refuses a picture, or nothing."""
    try:
        picture_from_image(decoded(file))
    except DrawingError as refusal:
        return str(refusal)
    return ""


def measured(path: str) -> dict[str, float | str]:
    """What reading one file took."""
    Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
    before = memory("VmRSS")
    refusal = read(path)
    return {"MiB": memory("VmHWM") - before, "refusal": refusal}


if __name__ == "__main__":
    Image.new("L", (90, 90)).save(small := io.BytesIO(), "WEBP")
    small.seek(0)
    read(small)  # what is loaded at the first picture is not counted
    for file in sys.argv[1:]:
        print(json.dumps(measured(file)))
