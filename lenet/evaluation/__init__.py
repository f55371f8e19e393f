"""How well the networks read: reports, cards, plots. `python -m lenet.evaluation` prints them."""
