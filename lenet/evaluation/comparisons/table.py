"""The comparisons' tables, between markers of their own in the weights' README.md."""

from pathlib import Path

from lenet.evaluation.comparisons.results import Results

MARKERS = ("<!-- comparisons: written by lenet.evaluation.comparisons -->", "<!-- end of comparisons -->")
PICTURE = "![Test errors and their intervals, one panel per table](comparisons.png)"
TITLES = {
    "ladder": "From 1998 to today, one change at a time",
    "digits": "How many training digits",
    "convolution": "Why convolution",
    "paper": "Among the methods of 1998",
}


def tables(results: Results) -> str:
    """Write a table a group, under its title."""
    if not results:
        return "Not measured yet."
    parts = [PICTURE]
    for group, rows in results.items():
        table = paper_table(rows) if group == "paper" else trained_table(rows)
        parts.append(f"### {TITLES[group]}\n\n{table}")
    return "\n\n".join(parts)


def trained_table(rows: dict[str, dict]) -> str:
    lines = [
        "| row | what changes | parameters | multiply-accumulates | digits | epochs, steps | test error | "
        "95 % interval | by seed | training error |",
        "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for name, each in rows.items():
        cells = (
            name,
            each["what"],
            f"{each['parameters']:,}",
            f"{each['multiply-accumulates']:,}",
            f"{each['digits']:,}",
            f"{each['epochs']}, {each['steps']:,}",
            error(each),
            interval(each),
            ", ".join(f"{seed:.2f}" for seed in each["test errors"]),
            f"{each['training error']:.2f} %",
        )
        lines.append(f"| {' | '.join(cells)} |")
    made = {(each["on"], *each["versions"].values()) for each in rows.values()}
    by = "; ".join(
        f"{day}, Python {py}, PyTorch {torch}, NumPy {numpy}" for day, py, torch, numpy in sorted(made)
    )
    return "\n".join([*lines, "", f"Measured on {by}."])


def paper_table(rows: dict[str, dict]) -> str:
    lines = [
        "| method | measured | test error | 95 % interval | multiply-accumulates |",
        "|---|---|--:|--:|--:|",
    ]
    for name, each in rows.items():
        cost = f"{each['multiply-accumulates']:,}" if each["multiply-accumulates"] else ""
        measured = f"here, {each['seeds']} seeds" if each["measured"] == "here" else "1998"
        lines.append(f"| {name} | {measured} | {error(each)} | {interval(each)} | {cost} |")
    return "\n".join(lines)


def error(row: dict) -> str:
    deviation = row.get("standard deviation")
    return f"{row['mean']:.2f}{f' ± {deviation:.2f}' if deviation else ''} %"


def interval(row: dict) -> str:
    return "{:.2f} to {:.2f} %".format(*row["interval"]) if row.get("interval") else ""


def write(path: Path, results: Results) -> None:
    """Write the tables between the markers in a file that has them."""
    before, rest = path.read_text(encoding="utf-8").split(MARKERS[0])
    after = rest.split(MARKERS[1])[1]
    path.write_text(f"{before}{MARKERS[0]}\n{tables(results)}\n{MARKERS[1]}{after}", encoding="utf-8")
