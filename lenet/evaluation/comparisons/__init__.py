"""What each step from 1998 to today is worth: `python -m lenet.evaluation.comparisons`."""
