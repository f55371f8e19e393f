"""The recipes that the shipped networks are trained by."""

from lenet.data.image_augmentation import Amounts
from lenet.training.loop import Recipe

FULL = Amounts(rotation=15, scale=0.15, stretch=0.15, shear=0.25, shift=2, elastic=0.045, pen=0.15)
PLANAR = Amounts(scale=0.15, stretch=0.15, shear=0.25, shift=2)  # the paper's kinds, section III-B

# fmt: off
RECIPES = {
    "lenet5":  Recipe(seeds=5, epochs=60, drawings=True, distortions=FULL),
    "1998":    Recipe(peak_rate=0.003, batch=64, distortions=PLANAR, softness=8.0),
    "relu-28": Recipe(distortions=FULL),
    "relu-32": Recipe(distortions=FULL),
    "tanh":    Recipe(distortions=FULL),
    "sigmoid": Recipe(distortions=FULL),
}
# fmt: on
