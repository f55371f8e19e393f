"""The examples on the API's page: a drawing, then a picture of one's own, in each language."""

import json
import shlex
from collections.abc import Mapping
from typing import Any

NOTE = "a file of your own: one digit, drawn or photographed"


def examples(example: Mapping[str, Any], root: str) -> dict[str, str]:
    """Write how to send a drawing, as JSON, to the app at the address `root`: a program by language."""
    drawing = json.dumps(example)
    in_order = shlex.quote(json.dumps({"data": [example]}))
    by_name = shlex.quote(json.dumps({"drawing": example}))
    return {
        "python": f"""\
from gradio_client import Client, handle_file

client = Client("{root}")
drawing = {drawing}
print(client.predict(drawing=drawing, api_name="/recognise"))

image = handle_file("digit.png")  # {NOTE}
print(client.predict(image=image, network="1998", api_name="/recognise"))""",
        "javascript": f"""\
import {{ Client, handle_file }} from "@gradio/client";

const client = await Client.connect("{root}");
const drawing = {drawing};
console.log((await client.predict("/recognise", {{ drawing }})).data[0]);

const image = handle_file("digit.png"); // {NOTE}
console.log((await client.predict("/recognise", {{ image, network: "1998" }})).data[0]);""",
        "bash": f"""\
curl -s {root}/gradio_api/run/recognise -H 'Content-Type: application/json' \\
  -d {in_order}

# {NOTE}
FILE=$(curl -s {root}/gradio_api/upload -F 'files=@digit.png' | tr -d '[]"')
curl -s {root}/gradio_api/run/recognise -H 'Content-Type: application/json' \\
  -d '{{"data": [null, {{"path": "'"$FILE"'", "meta": {{"_type": "gradio.FileData"}}}}]}}'""",
        "cli": f"{{command}} predict {root} /recognise {by_name}",
    }
