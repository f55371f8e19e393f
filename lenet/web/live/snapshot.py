"""The newest of a run, as the server keeps it for all who look on."""

from functools import cached_property
from typing import Any

import torch

from lenet.network.model import VARIANTS, LeNet5


class Snapshot:
    """What the training process has told last, and the network as it was then."""

    def __init__(self, network: str, state: dict[str, Any]):
        self.network, self.state = network, state

    @cached_property
    def model(self) -> LeNet5:
        """Build the network, in eval mode; nobody changes it any more."""
        model = VARIANTS[self.network]()
        model.load_state_dict(
            {name: torch.from_numpy(weights) for name, weights in self.state["weights"].items()}
        )
        return model.eval()
