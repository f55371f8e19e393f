"""The same job for programs: gradio_client and plain HTTP, strokes and pictures."""

import json
import re
import shlex
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from asking import post, recognised
from gradio_client import Client, handle_file
from gradio_client.exceptions import AppError
from node import program
from painting import painted
from serving import ROOT

from lenet import VARIANTS, digit_from_strokes, load, recognise
from lenet.explain.ablation import without
from lenet.network import weights

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # gradio_client's own sockets
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


DRAWN = {"strokes": [[[140, 40], [138, 240]]], "pad": [280, 280]}  # a 1
EITHER = "Send either a drawing or an image."


@pytest.fixture(scope="module")
def picture(examples, tmp_path_factory):
    """The path of a picture of a 3."""
    path = tmp_path_factory.mktemp("picture") / "digit.png"
    painted(examples["3"]).save(path)
    return str(path)


@pytest.fixture(scope="module")
def shown(app):
    """What the app tells of its event, to Gradio's API page and clients."""
    with urllib.request.urlopen(f"{app}/gradio_api/info") as response:
        return json.load(response)["named_endpoints"]["/recognise"]


ASK = """
    import { Client, handle_file } from "@gradio/client";
    const client = await Client.connect(process.argv[1]);
    const revive = (key, value) => (value?.path ? handle_file(value.path) : value);
    for (const inputs of JSON.parse(process.argv[2], revive)) {
        const answer = await client.predict("/recognise", inputs).catch(({ message }) => message);
        console.log(JSON.stringify(answer.data?.[0].verdict ?? answer));
    }
    process.exit();
"""


@pytest.fixture(scope="module")
def by_javascript(app, npm):
    """Ask by Gradio's client in JavaScript; of each call the verdict, or the sentence that refuses it."""
    node = program("node")

    def ask(*calls):
        done = node("--input-type=module", "-e", ASK, app, json.dumps(calls))
        assert done.returncode == 0, done.stdout
        return [json.loads(line) for line in done.stdout.splitlines()]

    return ask


@pytest.fixture(scope="module")
def client(app):
    return Client(app, verbose=False)


def ask(client, drawing=None, image=None, placement="mass", network="lenet5"):
    return client.predict(drawing, image, placement, network, api_name="/recognise")


def test_strokes_by_gradio_client(client, model, examples):
    answer = ask(client, {"strokes": examples["4"], "pad": [280, 280]})
    expected = recognise(model, digit_from_strokes(examples["4"]))
    assert answer["verdict"] == 4
    assert answer["probabilities"] == pytest.approx(expected.probabilities.tolist(), abs=1e-6)
    assert [place["class"] for place in answer["top3"]] == [number for number, _ in expected.top3]


def test_a_large_drawing_is_read_as_a_small_one(client, model):
    across = [[100 + 20 * (number % 2), 40 + number / 40] for number in range(8_000)]
    answer = ask(client, {"strokes": [across], "pad": [280, 280]})
    expected = recognise(model, digit_from_strokes([across]))
    assert answer["probabilities"] == pytest.approx(expected.probabilities.tolist(), abs=1e-3)


@pytest.mark.parametrize("text", ["[" * 50_000, "x" * 50_000, '{"strokes": 7' + " " * 50_000 + "}"])
def test_a_long_text_is_no_drawing(app, text):
    status, reply = recognised(app, text, None, "mass", "lenet5")
    assert status == 500 and reply["error"].endswith(".")


def test_an_image_file_by_gradio_client(client, examples, tmp_path):
    for kind in ("png", "jpg", "webp"):
        path = tmp_path / f"three.{kind}"
        painted(examples["3"], pen=(20, 30, 120)).save(path)
        assert ask(client, image=handle_file(path))["verdict"] == 3


def test_strokes_by_plain_http(app, examples):
    status, reply = recognised(app, {"strokes": examples["8"], "pad": [280, 280]}, None, "mass", "1998")
    assert status == 200 and reply["data"][0]["verdict"] == 8


def example_in_hosting(language, app):
    """HOSTING.md's example of the API, for this app."""
    page = (ROOT / ".github" / "HOSTING.md").read_text(encoding="utf-8").split("## The API")[1]
    return re.search(rf"```{language}\n(.*?)```", page, re.DOTALL)[1].replace("http://127.0.0.1:7860", app)


def test_the_documented_curl_is_answered(app):
    curl, *arguments = shlex.split(example_in_hosting("bash", app))
    assert curl == "curl"
    address = next(each for each in arguments if each.startswith(app))
    status, reply = post(address, json.loads(arguments[arguments.index("-d") + 1]))
    assert status == 200 and reply["data"][0]["verdict"] == 1


def run_beside(picture, *command):
    """What a command prints that is run where the picture is."""
    folder = Path(picture).parent
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout


def test_the_documented_client_is_answered(app, picture):
    assert "'verdict': 3" in run_beside(picture, sys.executable, "-c", example_in_hosting("python", app))


def test_the_examples_on_the_api_page_are_answered(shown, picture):
    examples = shown["code_snippets"]
    for command in ((sys.executable, "-c", examples["python"]), ("bash", "-c", examples["bash"])):
        verdicts = re.findall(r"""['"]verdict['"]: ?(\d)""", run_beside(picture, *command))
        assert verdicts == ["1", "3"]


def test_the_example_in_javascript_is_answered(shown, picture, npm):
    example = shown["code_snippets"]["javascript"].replace('"digit.png"', json.dumps(picture))
    done = program("node")("--input-type=module", "-e", f"{example}\nprocess.exit();")
    assert re.findall(r"verdict: (\d)", done.stdout) == ["1", "3"]


def test_javascript_is_told_the_type_of_each_input(app, npm):
    told = """
        import { Client } from "@gradio/client";
        const { named_endpoints } = await (await Client.connect(process.argv[1])).view_api();
        console.log(JSON.stringify(named_endpoints["/recognise"].parameters.map(({ type }) => type)));
        process.exit();
    """
    types = json.loads(program("node")("--input-type=module", "-e", told, app).stdout)
    assert types[:4] == ["object", "Blob | File | Buffer", "string", "string"]


def test_the_api_page_says_of_each_input_what_it_is_and_that_it_may_be_left_out(shown):
    for each in shown["parameters"]:
        assert each["parameter_has_default"] and each["python_type"]["type"] not in ("", "Any")
    drawing, image = shown["parameters"][:2]
    assert drawing["example_input"] == DRAWN and "path" in image["example_input"]
    assert "[x, y]" in drawing["python_type"]["description"]
    assert "one digit" in image["python_type"]["description"]


@pytest.mark.parametrize(
    ("by_position", "by_name", "verdict"),
    [
        (["drawing"], ["drawing"], 1),
        (["drawing", None], ["drawing"], 1),
        ([None, "image"], ["image"], 3),
        (["drawing", "image"], ["drawing", "image"], EITHER),
        ([], [], EITHER),
    ],
)
def test_one_of_drawing_and_image_is_enough_for_either_client(
    client, by_javascript, picture, by_position, by_name, verdict
):
    sent = {"drawing": DRAWN, "image": handle_file(picture), None: None}
    in_order, named = [sent[each] for each in by_position], {each: sent[each] for each in by_name}
    assert by_javascript(in_order, named) == [verdict, verdict]
    for inputs, keywords in ((in_order, {}), ([], named)):
        if verdict == EITHER:
            with pytest.raises(AppError, match=EITHER):
                client.predict(*inputs, **keywords, api_name="/recognise")
        else:
            assert client.predict(*inputs, **keywords, api_name="/recognise")["verdict"] == verdict


def test_nothing_drawn_is_no_digit(client):
    assert ask(client, {"strokes": []}) == {"verdict": None, "top3": [], "probabilities": []}


@pytest.mark.parametrize(
    ("drawing", "sentence"),
    [
        ({"strokes": [[[1, 2, 3]]]}, "Stroke 1 has something else than pairs of numbers"),
        ({"strokes": [[[1, "x"]]]}, "Stroke 1 has something else than pairs of numbers"),
        ({"strokes": [[[1, 1e300]]]}, "between -1e9 and 1e9"),
        ({"strokes": [[[i, i]] for i in range(2000)]}, "at most 1,000 are accepted"),
        ({"strokes": [[[0, 0]]], "pad": [-1, 3]}, "The pad is"),
        ([1, 2], "A drawing is an object"),
        ("seven", "A drawing is an object"),
        (None, "Send either a drawing or an image"),
    ],
)
def test_bad_drawings_get_one_clear_sentence_and_the_server_stays_well(client, app, drawing, sentence):
    with pytest.raises(AppError, match=sentence):
        ask(client, drawing)
    status, reply = recognised(app, drawing, None, "mass", "lenet5")
    assert status == 500 and sentence in reply["error"]
    assert ask(client, {"strokes": [[[140, 40], [138, 240]]]})["verdict"] == 1


def test_numbers_that_are_not_json_are_refused(app):
    for number in ("NaN", "Infinity", "1e999"):
        body = f'{{"data": [{{"strokes": [[[1, {number}]]]}}, null, "mass", "lenet5"]}}'.encode()
        status, reply = post(f"{app}/gradio_api/run/recognise", body)
        assert status in (422, 500) and reply["error"].endswith(".")


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999"])
def test_in_a_large_drawing_too_it_is_told_which_numbers_are_accepted(app, number):
    points = ", ".join(["[1, 2]"] * 5_000 + [f"[1, {number}]"])
    body = f'{{"data": [{{"strokes": [[{points}]]}}]}}'.encode()
    _, reply = post(f"{app}/gradio_api/run/recognise", body)
    assert "Stroke 1 has a coordinate that is no number between -1e9 and 1e9." in reply["error"]


def test_a_file_that_is_no_picture_is_refused(client, tmp_path):
    path = tmp_path / "picture.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n and then nothing")
    with pytest.raises(AppError, match="not a readable image"):
        ask(client, image=handle_file(path))


def test_an_unknown_placement_is_refused(client):
    with pytest.raises(AppError, match="middle"):
        ask(client, {"strokes": [[[1, 2]]]}, placement="middle")


@pytest.mark.parametrize("network", VARIANTS)
def test_every_network_can_be_asked(client, examples, network):
    answer = ask(client, {"strokes": examples["6"]}, network=network)
    expected = recognise(load(network), digit_from_strokes(examples["6"]))
    assert answer["verdict"] == expected.verdict
    assert answer["probabilities"] == pytest.approx(expected.probabilities.tolist(), abs=1e-6)


def test_parts_are_off_by_gradio_client_and_by_plain_http(client, app, examples):
    drawing, off = {"strokes": examples["6"], "pad": [280, 280]}, [["C1", 3], ["C1", 0]]
    [means] = weights.means("tanh")
    ablated = without(load("tanh"), [tuple(part) for part in off], means)
    expected = recognise(ablated, digit_from_strokes(examples["6"])).probabilities.tolist()
    named = client.predict(drawing=drawing, image=None, network="tanh", off=off, api_name="/recognise")
    assert named["probabilities"] == pytest.approx(expected, abs=1e-6)
    status, reply = recognised(app, drawing, None, "mass", "tanh", off)
    assert status == 200 and reply["data"][0]["probabilities"] == named["probabilities"]


@pytest.mark.parametrize(
    ("off", "sentence"),
    [
        ([["C1", 6]], "C1 has maps 0 to 5 to switch off, not 6."),
        ([["C1"]], '"off" must be a list of [layer, map] pairs, such as [["C1", 3], ["F6", 0]].'),
        ("C1", '"off" must be a list of [layer, map] pairs, such as [["C1", 3], ["F6", 0]].'),
    ],
)
def test_what_cannot_be_off_is_refused_with_one_sentence(app, examples, off, sentence):
    status, reply = recognised(app, {"strokes": examples["6"]}, None, "mass", "tanh", off)
    assert (status, reply["error"]) == (500, sentence)


def test_an_unknown_network_is_refused(client):
    with pytest.raises(AppError, match="resnet"):
        ask(client, {"strokes": [[[1, 2]]]}, network="resnet")


def test_the_api_page_shows_recognise_and_nothing_private(client):
    endpoints = client.view_api(return_format="dict", print_info=False)
    assert list(endpoints["named_endpoints"]) == ["/recognise"] and not endpoints["unnamed_endpoints"]
    parameters = endpoints["named_endpoints"]["/recognise"]["parameters"]
    assert [parameter["parameter_name"] for parameter in parameters] == [
        "drawing",
        "image",
        "placement",
        "network",
        "off",
    ]
