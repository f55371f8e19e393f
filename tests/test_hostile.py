"""Whatever arrives is read, or refused with one short sentence that gives nothing back at length."""

import copy
import io
import json
import random
import struct
import tracemalloc
import zlib

import gradio as gr
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from own_loop import run
from PIL import Image

from lenet import DrawingError, digit_from_image, digit_from_strokes
from lenet.drawing import PLACEMENTS
from lenet.explaining import Unit, UnitError, explained
from lenet.page.api import decoded
from lenet.page.door import MAX_BYTES, MAX_UPLOAD, MAX_VALUES, Door
from lenet.page.inputs import Choice
from lenet.page.sharing import qr
from lenet.page.sketchpad import Sketchpad
from lenet.page.viewing import View, Viewing
from lenet.stress import stressed
from lenet.strokes import MAX_COORDINATE, MAX_POINTS, drawing_from_json
from lenet.weights import VARIANTS

LONGEST = 250  # characters of a sentence
SCRIPT = "<script>alert('here')</script>" * 3

quickly = settings(deadline=None, suppress_health_check=list(HealthCheck))

NUMBERS = st.sampled_from(
    [0, 1, -1, 280, 1e9, -1e9, 1e-300, 5e-324, 1.1e9, 10**400, float("inf"), float("nan")]
)
LEAVES = st.none() | st.booleans() | st.floats() | NUMBERS | st.text(max_size=4) | st.just(SCRIPT)
KEYS = st.sampled_from(["strokes", "pad", "unit", "before", "amounts", "moment", "pen", "path", SCRIPT])
JSON = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


def sentence(error: Exception) -> str:
    text = str(getattr(error, "message", error))
    assert text.endswith(".") and "\n" not in text and len(text) <= LONGEST
    assert SCRIPT not in text
    return text


def checked(question, value):
    """What `question` makes of the value; None where it refuses it as it should."""
    try:
        return question(value)
    except (gr.Error, DrawingError, UnitError) as refusal:
        sentence(refusal)
        if isinstance(refusal, gr.Error):
            assert not refusal.print_exception  # the server's log is not the sender's to write


def is_a_digit(digit) -> bool:
    return digit.shape == (28, 28) and bool(
        np.isfinite(digit).all() and (digit >= 0).all() and (digit <= 1).all()
    )


# The page's values, from JSON of any form


@pytest.fixture(scope="module")
def pad():
    return Sketchpad(list(VARIANTS), PLACEMENTS, render=False)


@given(value=JSON | st.fixed_dictionaries({"strokes": JSON}, optional={"pad": JSON}))
@settings(quickly, max_examples=800)
def test_anything_as_a_drawing(pad, value):
    drawing = checked(pad.preprocess, value)
    if drawing is not None:
        assert all(stroke.shape[1] == 2 and np.isfinite(stroke).all() for stroke in drawing.strokes)
        assert json.loads(json.dumps(pad.postprocess(drawing)))["pad"] == list(drawing.pad)


@given(
    value=JSON
    | st.fixed_dictionaries(
        {}, optional={"before": JSON, "unit": JSON, "amounts": JSON, "moment": JSON | st.integers()}
    )
)
@settings(quickly, max_examples=600)
def test_anything_as_a_view(value):
    view = checked(Viewing(render=False).preprocess, value)
    if view is not None:
        assert isinstance(view, View) and isinstance(view.before, bool)
        assert all(isinstance(amount, float) for amount in view.amounts.values())


@given(value=JSON | st.sampled_from(["lenet5", "../lenet5", "LENET5", "lenet5\0", "1998"]))
@settings(quickly, max_examples=300)
@pytest.mark.parametrize("optional", [True, False])
def test_anything_as_a_name(optional, value):
    choice = Choice(list(VARIANTS), optional, render=False, label="network")
    assert checked(choice.preprocess, value) in {*VARIANTS, None}


@given(value=JSON)
@settings(quickly, max_examples=200)
def test_anything_as_a_link(value):
    svg = checked(qr, value)
    assert svg is None or (svg.startswith("<svg") and SCRIPT not in svg)


@given(
    place=st.tuples(*[st.integers(-2, 30) | st.just(10**30)] * 3), layer=st.sampled_from(["C1", "S4", "F6"])
)
@settings(quickly, max_examples=300)
def test_any_place_of_a_unit(model, place, layer):
    digit = digit_from_strokes([[(0, 0), (1, 3)]])
    explanation = checked(lambda unit: explained(model, digit, unit), Unit(layer, *place))
    assert explanation is None or np.isfinite(explanation.after)


@given(amounts=st.dictionaries(st.sampled_from(["pen", "scale", "shear", "noise", "covered"]), NUMBERS))
@settings(quickly, max_examples=300)
def test_any_amounts_of_stress(digit, amounts):
    view = checked(Viewing(render=False).preprocess, {"amounts": amounts})
    assert view is None or is_a_digit(stressed(digit, view.amounts))


# Drawings: nearly right ones, and right ones with extreme numbers

INSTEAD = [
    None,
    True,
    "12",
    SCRIPT,
    [],
    {},
    [1, 2, 3],
    [[]],
    float("nan"),
    float("inf"),
    10**400,
    1e300,
    -0.0,
]


def spoilt(value, chance: random.Random):
    """A copy of JSON with something else at one place in it."""
    whole = {"": copy.deepcopy(value)}
    holder, key = whole, ""
    while isinstance(holder[key], list | dict) and holder[key] and chance.random() < 0.85:
        holder = holder[key]
        key = chance.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
    holder[key] = chance.choice(INSTEAD)
    return whole[""]


@pytest.mark.parametrize("seed", range(4))
def test_a_drawing_with_one_thing_wrong(examples, seed):
    chance = random.Random(seed)
    for _ in range(750):
        value = spoilt({"strokes": examples[str(chance.randrange(10))], "pad": [280, 280]}, chance)
        drawing = checked(drawing_from_json, value)
        if drawing is not None:
            digit = digit_from_strokes(drawing.strokes, chance.choice(PLACEMENTS), drawing.pad)
            assert digit is None or is_a_digit(digit)


COORDINATES = st.sampled_from(
    [0.0, -0.0, 1.0, 5e-324, 1e-300, 1e-9, 1e-3, 27.999, 280.0, 1e6, MAX_COORDINATE, -MAX_COORDINATE]
)
SIDES = st.sampled_from([1e-3, 1.0, 280.0, MAX_COORDINATE])


@given(
    strokes=st.lists(st.lists(st.tuples(COORDINATES, COORDINATES), max_size=4), max_size=4),
    pad=st.tuples(SIDES, SIDES),
    placement=st.sampled_from(PLACEMENTS),
)
@settings(quickly, max_examples=800)
def test_extreme_numbers_still_make_a_digit(strokes, pad, placement):
    digit = digit_from_strokes(strokes, placement, pad)
    assert digit is None or is_a_digit(digit)


def memory_of(action) -> int:
    """The most bytes that an action holds at once."""
    tracemalloc.start()
    try:
        action()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "strokes",
    [
        [[[1, 2]] * 1_000_000],
        [[[1, 2]]] * 1_000_000,
        [[[1] * 1_000_000]],
        [["x" * 1_000_000]],
        [[[1, 2]] * 50] * 999,
    ],
    ids=["points", "strokes", "numbers", "letters", "both"],
)
def test_too_much_is_refused_without_looking_at_it(strokes):
    def refuse():
        with pytest.raises(DrawingError):
            drawing_from_json({"strokes": strokes})

    assert memory_of(refuse) < 1_000_000


def test_the_largest_drawing_costs_little():
    chance = np.random.default_rng(0)
    wild = [chance.uniform(0, 280, (MAX_POINTS, 2))]
    assert memory_of(lambda: digit_from_strokes(wild)) < 150_000_000


# Pictures


def encoded(picture: Image.Image, kind: str, **options) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def pictures() -> dict[str, bytes]:
    """A small picture with ink on it, in every format, and in the odd forms of some."""
    grey = np.full((30, 24), 255, np.uint8)
    grey[5:25, 10:14] = 0
    picture = Image.fromarray(grey)
    colour, turned = picture.convert("RGB"), Image.Exif()
    turned[0x0112] = 6
    frames = [picture.rotate(angle, fillcolor=255) for angle in (0, 90)]
    return {
        "png": encoded(picture, "PNG"),
        "png, 16 bits": encoded(Image.fromarray(grey.astype(np.uint16) * 257), "PNG"),
        "png, transparent": encoded(colour.convert("RGBA"), "PNG"),
        "png, palette": encoded(colour.convert("P"), "PNG", transparency=0),
        "png, 1 bit": encoded(picture.convert("1"), "PNG"),
        "jpeg, turned": encoded(colour, "JPEG", exif=turned),
        "jpeg, CMYK": encoded(colour.convert("CMYK"), "JPEG"),
        "jpeg, progressive": encoded(colour, "JPEG", progressive=True),
        "webp": encoded(colour, "WEBP", lossless=True),
        "gif, animated": encoded(frames[0], "GIF", save_all=True, append_images=frames[1:]),
        "bmp": encoded(colour, "BMP"),
        "tiff": encoded(colour, "TIFF"),
        "tiff, packed": encoded(picture, "TIFF", compression="tiff_deflate"),
        "tiff, floats": encoded(Image.fromarray(grey.astype(np.float32)), "TIFF"),
    }


PICTURES = pictures()


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The file after one to four accidents."""
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


@pytest.mark.filterwarnings("ignore")  # Pillow warns of much that is wrong with a file, and reads on
@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_read_whole_and_damaged_it_is_read_or_refused(name, tmp_path):
    path, chance, content = tmp_path / "picture", random.Random(name), PICTURES[name]
    path.write_bytes(content)
    assert is_a_digit(digit_from_image(decoded(str(path))))
    for _ in range(300):
        path.write_bytes(damaged(content, chance))
        digit = checked(lambda place: digit_from_image(decoded(place)), str(path))
        assert digit is None or is_a_digit(digit)


def test_a_turned_photo_is_turned_back():
    upright, turn = Image.open(io.BytesIO(PICTURES["png"])), Image.Exif()
    turn[0x0112] = 6
    turned = Image.open(io.BytesIO(encoded(upright, "PNG", exif=turn)))
    by_hand = upright.transpose(Image.Transpose.ROTATE_270)
    assert (digit_from_image(turned) == digit_from_image(by_hand)).all()


def lying_png(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims to be so large."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        )

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0"))
        + chunk(b"IEND", b"")
    )


HOPELESS = {
    "empty": (b"", "no picture"),
    "text": (b"seven", "no picture"),
    "not even text": (b"\xff\xfe\xfd" * 99, "no picture"),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "no picture"),
    "PostScript": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(x) run\n", "no picture"),
    "0x0": (lying_png(0, 0), "no picture"),
    "claims 20,000x20,000": (lying_png(20_000, 20_000), "at most 25,000,000 pixels"),
    "claims 12,000x12,000": (lying_png(12_000, 12_000), "at most 25,000,000 pixels"),
    "claims 2^31": (lying_png(2**31 - 1, 2**31 - 1), "picture"),
    "claims more than it has": (lying_png(400, 400), "no picture"),
}


@pytest.mark.parametrize("name", HOPELESS)
def test_a_hopeless_file_is_refused_before_it_costs_anything(name, tmp_path):
    content, expected = HOPELESS[name]
    path = tmp_path / "7.png"
    path.write_bytes(content)

    def refuse():
        with pytest.raises(DrawingError, match=expected) as refusal:
            decoded(str(path))
        sentence(refusal.value)

    assert memory_of(refuse) < 2_000_000


def test_a_bomb_is_refused_without_being_unpacked(tmp_path):
    path = tmp_path / "bomb.png"
    Image.new("1", (20_000, 20_000)).save(path)

    def refuse():
        with pytest.raises(DrawingError, match="at most 25,000,000 pixels"):
            decoded(str(path))

    assert path.stat().st_size < 100_000 and memory_of(refuse) < 2_000_000


@given(
    shape=st.lists(st.integers(0, 9), max_size=4),
    kind=st.sampled_from(["u1", "f4", "f8", "bool", "i8", "c8", "U3"]),
    value=st.sampled_from([0, 1, 0.5, 255, -1, float("nan"), float("inf")]),
)
@settings(quickly, max_examples=500)
@pytest.mark.filterwarnings("ignore:invalid value")
def test_any_array_as_a_picture(shape, kind, value):
    array = np.zeros(shape, kind)
    if array.size and kind not in ("u1", "i8"):
        array.flat[:: max(1, array.size // 3)] = value
    digit = checked(digit_from_image, array)
    assert digit is None or is_a_digit(digit)


# The door


def through_the_door(
    pieces, path="/gradio_api/run/read", headers=((b"content-type", b"application/json"),)
):
    """(status, the error's sentence or None, what the app received or None) of a body sent in pieces."""
    received, replies = [], []
    waiting = iter(pieces)
    following, ended = next(waiting, None), False

    async def app(scope, receive, send):
        message = await receive()
        body = message["body"]
        while message["more_body"]:
            message = await receive()
            body += message["body"]
        received.append(body)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"{}"})

    async def receive():
        nonlocal following, ended
        assert not ended, "the body is complete: a server would wait here until the client goes"
        piece, following = following or b"", next(waiting, None)
        ended = following is None
        return {"type": "http.request", "body": piece, "more_body": not ended}

    async def send(message):
        replies.append(message)

    scope = {"type": "http", "method": "POST", "path": path, "headers": list(headers)}
    run(Door(app, {"read": 4}, {})(scope, receive, send))
    start, *rest = replies
    error = json.loads(b"".join(message.get("body", b"") for message in rest)).get("error")
    return start["status"], error, received[0] if received else None


def in_pieces(body: bytes, chance: random.Random) -> list[bytes]:
    cuts = sorted(chance.randrange(len(body) + 1) for _ in range(chance.randrange(4)))
    return [body[a:b] for a, b in zip([0, *cuts], [*cuts, len(body)], strict=True)]


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("seed", range(3))
def test_the_door_lets_a_request_in_as_it_is_or_refuses_it(examples, seed):
    chance = random.Random(seed)
    right = json.dumps({"data": [{"strokes": examples["1"]}, "mass", "lenet5", None]}).encode()
    for number in range(400):
        body = damaged(right, chance) if number % 4 else right
        status, error, received = through_the_door(in_pieces(body, chance))
        if status == 200:
            assert json.dumps(json.loads(received)["data"]) == json.dumps(json.loads(body)["data"])
        else:
            assert 400 <= status < 500 and received is None
            sentence(ValueError(error))
        assert number % 4 or (status, received) == (200, right)


DOOR = {
    "nothing": (b"", 400, "no JSON"),
    "not text": (b"\xff\xfe\xfd\xfc", 400, "no JSON"),
    "half a request": (b'{"data": [1,', 400, "no JSON"),
    "depth": (b'{"data":' + b"[" * 30_000 + b"]" * 30_000 + b"}", 400, "no JSON"),
    "more depth than a drawing's": (b'{"data":' + b"[" * 20 + b"]" * 20 + b"}", 422, "in each other"),
    "a number of 5,000 digits": (b'{"data":[' + b"9" * 5_000 + b"]}", 400, "no JSON"),
    "no object": (b"[1, 2]", 422, "no JSON object"),
    "no data": (b"{}", 422, "4 values"),
    "data of another type": (b'{"data": {"0": 1}}', 422, "4 values"),
    "too few": (b'{"data": [1]}', 422, "4 values"),
    "too many": (b'{"data": [1, 2, 3, 4, 5]}', 422, "4 values"),
    "lists in lists": (b'{"data":[' + b"[]," * 100_000 + b"0]}", 413, "values"),
    "an address": (b'{"data": [{"path": "http://127.0.0.1/"}, 2, 3, 4]}', 422, "not fetched"),
    "an address inside": (b'{"data": [[{"a": {"path": "https://x"}}], 2, 3, 4]}', 422, "not fetched"),
    "letters": (b'{"data": ["' + b"x" * MAX_BYTES + b'"]}', 413, "at most 1,000,000 bytes"),
}


@pytest.mark.parametrize("name", DOOR)
def test_the_door_says_what_it_refuses(name):
    body, expected, words = DOOR[name]
    status, error, received = through_the_door([body[:100], body[100:]])
    assert (status, received) == (expected, None) and words in sentence(ValueError(error))


def test_the_door_knows_the_events():
    status, error, _ = through_the_door([b'{"data": []}'], "/gradio_api/run/" + SCRIPT.replace("/", ""))
    assert status == 404 and "read are." in sentence(ValueError(error))


def test_the_door_wants_a_request_to_say_that_it_is_json():
    status, error, _ = through_the_door(
        [b'{"data": [1, 2, 3, 4]}'], headers=[(b"content-type", b"text/plain")]
    )
    assert status == 415 and "application/json" in sentence(ValueError(error))


def test_of_a_request_only_the_data_goes_on():
    body = b'{"data": [1, 2, 3, 4], "session_hash": "a", "fn_index": 7}'
    assert json.loads(through_the_door([body])[2]) == {"data": [1, 2, 3, 4]}


def test_the_largest_drawing_passes_the_door():
    point = [-123.45678901234567, 0.00012345678901234567]
    strokes = [[point] * 20] * (MAX_POINTS // 20)
    body = json.dumps({"data": [{"strokes": strokes, "pad": [280, 280]}, "mass", "lenet5", None]}).encode()
    assert len(body) < MAX_BYTES and MAX_VALUES > 3 * MAX_POINTS
    assert through_the_door([body])[0] == 200


def test_a_body_without_end_is_never_held():
    def endless():
        return (b"x" * 65_536 for _ in range(10**9))

    assert memory_of(lambda: through_the_door(endless())) < 4 * MAX_BYTES


def test_an_announced_weight_is_enough_to_be_refused():
    headers = [(b"content-type", b"application/json"), (b"content-length", b"60000000")]
    assert through_the_door([b"{", b"}"], headers=headers)[0] == 413
    headers = [(b"content-length", str(MAX_UPLOAD + 1).encode())]
    assert through_the_door([b"-"], "/gradio_api/upload", headers)[0] == 413
