"""How long the app takes from its command to its first answer, where that goes, and its memory at rest.

`python tests/benchmarks/start_up.py [--times 3] [--beside FOLDER]` starts app.py so many times and asks
for its page until it answers. With another checkout of the project beside it, both are started in turn
(first the one, then the other), so that what else the machine does falls on both. Processor time is the
app's own and its children's, up to the answer: it hardly depends on what else the machine does.
"""

import argparse
import os
import re
import statistics
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests" / "helpers"))

from serving import free_port, wait_for

IMPORTED = re.compile(r"import time:\s*(\d+) \|\s*\d+ \|\s*([\w.]+)")
TOP = 10
MEGA = 1024  # kB a MB
REST = 2.0  # seconds without a request, after which memory is read


class Start(NamedTuple):
    """One start: seconds until the first answer, by the clock and of the processor; memory in MB."""

    clock: float
    processor: float
    rss: float
    pss: float


def started(folder: Path) -> Start:
    """Starts that folder's app, waits for its first answer and a moment's rest, ends it."""
    port = free_port()
    place = {"GRADIO_SERVER_NAME": "127.0.0.1", "GRADIO_SERVER_PORT": str(port)}
    begun = time.perf_counter()
    app = subprocess.Popen(
        [sys.executable, "app.py"], cwd=folder, env=os.environ | place, stdout=subprocess.DEVNULL
    )
    try:
        wait_for(f"http://127.0.0.1:{port}", app)
        clock, processor = time.perf_counter() - begun, processor_time(app.pid)
        time.sleep(REST)
        memory = Path(f"/proc/{app.pid}/smaps_rollup").read_text()
    finally:
        app.terminate()
        app.wait(timeout=30)
    return Start(clock, processor, *(kilobytes(memory, name) / MEGA for name in ("Rss", "Pss")))


def processor_time(pid: int) -> float:
    """Seconds of the processor that a process and its ended children have used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def kilobytes(memory: str, name: str) -> int:
    return int(re.search(rf"^{name}:\s+(\d+) kB", memory, re.MULTILINE)[1])


def imports(folder: Path) -> Counter[str]:
    """Seconds that `import app` spends in each package's own modules."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", "import app"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    spent: Counter[str] = Counter()
    for own, module in IMPORTED.findall(done.stderr):
        spent[module.split(".")[0]] += int(own) / 1e6
    return spent


def main() -> None:
    """Starts, and prints a line a folder, the ratios, and the ten packages that take longest to import."""
    parser = argparse.ArgumentParser(description="From the app's command to its first answer.")
    parser.add_argument("--times", type=int, default=3, help="starts of each")
    parser.add_argument("--beside", type=Path, help="another checkout, started in turn")
    chosen = parser.parse_args()
    folders = [ROOT, *([chosen.beside] if chosen.beside else [])]
    starts = {folder: [] for folder in folders}
    for _ in range(chosen.times):
        for folder in folders:
            starts[folder].append(started(folder))
    columns = f"{'s':>7} {'s of processor':>15} {'RSS MB':>8} {'PSS MB':>8}"
    print(f"{f'medians of {chosen.times}':24} {columns}")
    medians = {f: Start(*map(statistics.median, zip(*of, strict=True))) for f, of in starts.items()}
    for folder, median in medians.items():
        name = "this" if folder == ROOT else "beside"
        print(f"{name:24} {median.clock:7.1f} {median.processor:15.1f} {median.rss:8.0f} {median.pss:8.0f}")
    if chosen.beside:
        ratios = [ours / theirs for ours, theirs in zip(*medians.values(), strict=True)]
        print(f"{'this / beside':24} {ratios[0]:7.2f} {ratios[1]:15.2f} {ratios[2]:8.2f} {ratios[3]:8.2f}")
    for folder in folders:
        print(f"\nseconds of import in {'this' if folder == ROOT else 'beside'}, by package")
        for package, seconds in imports(folder).most_common(TOP):
            print(f"  {package:22} {seconds:7.2f}")


if __name__ == "__main__":
    main()
