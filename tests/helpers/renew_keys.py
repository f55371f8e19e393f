"""Keep the runs in `.training` through a change of the code that shapes them, where it changes no bit.

    python tests/helpers/renew_keys.py COMMIT [--data FOLDER]

COMMIT is the last one whose code the runs are known by. Its code and today's each make a whole training set
and train every network for some batches. Where both come to the same bits, the runs get today's keys; else
nothing is written, and train.py will train anew. Takes some minutes.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parents[2]
KEPT = ROOT / ".training"
SEED = 0
DIGITS = 256  # of each pool, that every network learns from once


def main() -> None:
    parser = argparse.ArgumentParser(description="Keep runs through a change that changes no bit.")
    parser.add_argument("commit", metavar="COMMIT", help="the last one whose code the runs are known by")
    parser.add_argument("--data", help="default: LENET_DATA or .data")
    arguments = parser.parse_args()
    if arguments.data:
        os.environ["LENET_DATA"] = arguments.data
    with TemporaryDirectory() as folder:
        former = Path(folder) / "former"
        worktree = ["git", "-C", str(ROOT), "worktree"]
        subprocess.run([*worktree, "add", "--quiet", "--detach", str(former), arguments.commit], check=True)
        try:
            before, now = made_by(former), made_by(ROOT)
        finally:
            subprocess.run([*worktree, "remove", "--force", str(former)], check=True)
    if different := [name for name, bits in before["bits"].items() if bits != now["bits"].get(name)]:
        raise SystemExit(
            f"Since {arguments.commit} it differs in: {', '.join(different)}. No key is renewed."
        )
    renewed = [
        name for name, key in now["keys"].items() if renew(KEPT / name, before["keys"].get(name), key)
    ]
    print(f"{len(renewed)} of {len(now['keys'])} runs have new keys.")


def made_by(code: Path) -> dict[str, Any]:
    """Find what a checkout's code makes, in a process of its own: digests, and the keys of its runs."""
    program = "import json, renew_keys; print(json.dumps(renew_keys.made()))"
    paths = os.pathsep.join(map(str, [code, Path(__file__).parent]))
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=code,
        env={**os.environ, "PYTHONPATH": paths},
        stdout=subprocess.PIPE,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def made() -> dict[str, Any]:
    """Digest what the code that is imported makes of the data, and list the keys of its runs by file."""
    from lenet.data.sources import read_sources
    from lenet.data.training_set import training_set
    from lenet.network.model import VARIANTS
    from lenet.training.run_key import run_key
    from train import jobs

    learned = training_set(read_sources(), SEED, drawings=True)
    bits = {"the training set": digest(tensor for pool in learned.pools.values() for tensor in pool[:2])}
    keys = {}
    for variant in VARIANTS:
        bits[variant] = trained(variant, learned)
        for rows in jobs(variant, argparse.Namespace(epochs=None, seeds=None, data=Path())).values():
            keys |= {
                job.state.name: run_key(variant, job.recipe._replace(seeds=0), job.seed) for job in rows
            }
    return {"bits": bits, "keys": keys}


def trained(variant: str, learned: Any) -> str:
    """Train a network on the first digits of each pool, once; digest its weights."""
    from lenet.network.model import VARIANTS
    from lenet.training.loop import train
    from lenet.training.recipes import RECIPES

    pools = {
        name: pool._replace(digits=pool.digits[:DIGITS], classes=pool.classes[:DIGITS])
        for name, pool in learned.pools.items()
    }
    held_out = {"MNIST": tuple(tensor[-DIGITS:].numpy() for tensor in learned.pools["MNIST"][:2])}
    with TemporaryDirectory() as folder:
        run = train(
            variant,
            VARIANTS[variant],
            RECIPES[variant]._replace(epochs=1),
            SEED,
            lambda: (learned._replace(pools=pools), held_out),
            Path(folder) / "run.pt",
            "",
        )
    return digest(run.model.state_dict().values())


def digest(tensors: Iterable[Any]) -> str:
    """Digest tensors by their bytes."""
    together = hashlib.sha256()
    for tensor in tensors:
        together.update(tensor.contiguous().numpy().tobytes())
    return together.hexdigest()


def renew(path: Path, former: str | None, key: str) -> bool:
    """Give a kept run a new key, if it has the former one; tell whether it had."""
    import torch

    if not path.exists() or (state := torch.load(path, weights_only=True)).get("key") != former:
        return False
    torch.save(state | {"key": key}, path)
    return True


if __name__ == "__main__":
    main()
