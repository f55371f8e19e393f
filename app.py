"""The page: draw a digit, and LeNet-5 reads it while the pen moves. `python app.py` serves it."""

import argparse
import os
import sys

SETTINGS = "GRADIO_SERVER_NAME and GRADIO_SERVER_PORT say where; .github/HOSTING.md lists all settings."

if __name__ == "__main__":  # before all that takes long
    argparse.ArgumentParser(description=__doc__, epilog=SETTINGS).parse_args()

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy's, as torch's below
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")  # nothing is sent anywhere
os.environ.setdefault("GRADIO_ANALYTICS_MAX_EVENTS", "1")  # else 10,000 are summed up after each one
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")

from lenet.web.kept.folder import own_folder

try:
    folder = own_folder()
except OSError:
    sys.exit("The app needs a writable folder for temporary files: set TMPDIR to one.")
os.environ["GRADIO_TEMP_DIR"] = str(folder)  # which Gradio reads while it is imported

import torch

from lenet import VARIANTS, load
from lenet.network.weights import WeightsError, checkpoints, means
from lenet.web.gradio_internals import clear_blocks

import gradio as gr  # isort: skip  # without its stubs, thanks to lenet.web

from lenet.web.api import add_api
from lenet.web.components.part import Part
from lenet.web.components.sketchpad import PagePad
from lenet.web.description import description, learned_weights
from lenet.web.fairness.work import Work
from lenet.web.hands import hands
from lenet.web.kept.uploads import Uploads
from lenet.web.questions import Questions
from lenet.web.serving import serve
from lenet.web.static_files import StaticFiles

torch.set_num_threads(1)  # one digit is too little work to share; requests share the cores instead
sys.setswitchinterval(0.0005)  # seconds, not 5 ms: the event loop waits as long for each busy thread

try:
    models = {variant: load(variant) for variant in VARIANTS}
    training = checkpoints()  # of the first network
    averages = {variant: means(variant) for variant in VARIANTS}
    described = description(models, training)
except WeightsError as error:
    raise SystemExit(str(error)) from None

work = Work()
files = StaticFiles(
    {
        "page": described | {"hands": hands()},
        "embed": {"networks": described["networks"], "hands": hands()[:1]},
        "weights": {name: learned_weights(model) for name, model in models.items()},
    }
)
entry = files.address("page.js")

with clear_blocks(title="LeNet-5: draw a digit", fill_width=True) as demo:
    Part("header", entry)
    with gr.Row(elem_id="top"):
        pad = PagePad(entry)
        Part("reading", entry)
    Part("tabs", entry)
    add_api(demo, pad, models, averages, work)


def launch(**options) -> None:
    """Serve the page, where SETTINGS say."""
    serve(
        demo, models, Questions(models, training, averages).table(), files, work, Uploads(folder), **options
    )


if __name__ == "__main__":
    launch()
