"""The explorer's module of any network, asked in Node: what it computes, and by what."""

import json
import subprocess
from pathlib import Path

from scripts.backprop.network import Network
from scripts.backprop.symbolic.derive import Derivations
from scripts.notes.explorer.javascript import module
from scripts.npm import node

ASK = Path(__file__).with_suffix(".mjs")


def ask(folder: Path, networks: list[Network], given: list[dict] | None = None) -> list[dict]:
    """What the module of each network computes, in one run of Node: values, differences, paths."""
    wanted = []
    for n, network in enumerate(networks):
        file = folder / f"network{n}.mjs"
        file.write_text(module(Derivations(network)), "utf-8")
        wanted.append({"file": file.as_uri(), "given": given[n] if given else None})
    command = [node()[0], str(ASK)]
    done = subprocess.run(command, input=json.dumps(wanted), capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    answers = json.loads(done.stdout)
    for answer in answers:
        answer["v"] = {name: float(x) for name, x in answer["v"].items()}
    return answers
