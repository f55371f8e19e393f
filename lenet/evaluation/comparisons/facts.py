"""The figures of a row, from the results of its runs."""

import platform
from datetime import date
from statistics import mean, stdev

import numpy as np
import torch

from lenet.evaluation.comparisons.rows import Row
from lenet.evaluation.comparisons.runs import Result
from lenet.metrics import student_interval
from lenet.network.cost import multiply_accumulates


def facts_of(row: Row, epochs: int, results: list[Result]) -> dict:
    """Sum up a row's runs, one a seed."""
    model, errors = row.build(), [result.test_error for result in results]
    return {
        "what": row.what,
        "aside": row.aside,
        "parameters": sum(parameter.numel() for parameter in model.parameters()),
        "multiply-accumulates": multiply_accumulates(model),
        "digits": row.digits,
        "epochs": epochs,
        "steps": results[0].steps,
        "test errors": [round(each, 3) for each in errors],
        "mean": round(mean(errors), 3),
        **spread(errors),
        "training error": round(mean(result.training_error for result in results), 3),
        "on": date.today().isoformat(),
        "versions": {
            "python": platform.python_version(),
            "torch": torch.__version__,
            "numpy": np.__version__,
        },
    }


def spread(errors: list[float]) -> dict:
    """Give the standard deviation and the 95 % interval of the mean; one error alone has neither."""
    if len(errors) == 1:
        return {"standard deviation": None, "interval": None}
    deviation = stdev(errors)
    interval = student_interval(mean(errors), deviation, len(errors))
    return {"standard deviation": round(deviation, 3), "interval": [round(end, 3) for end in interval]}
