"""The network: its layers, the six variants, the trained weights."""
