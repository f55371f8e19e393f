"""Training: losses, the loop, checkpoints, runs, calibration."""
