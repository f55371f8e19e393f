"""Training while somebody looks on: a run to pause, step and save, in a process of its own."""
