"""``python -m tests.golden``: compare, or with ``--update --reason "..."`` write anew."""

import argparse
import sys

from tests.golden.table import LOG, TABLE, numbers, read, world, write

parser = argparse.ArgumentParser(prog="python -m tests.golden", description=__doc__)
parser.add_argument("--update", action="store_true", help="write the golden numbers anew")
parser.add_argument("--reason", help="why they change: one line for the log")
asked = parser.parse_args()
if asked.update:
    if not (asked.reason and len(asked.reason.split()) >= 3):
        parser.error('--update needs --reason "...", a sentence that says which rule changed')
    write(" ".join(asked.reason.split()))
    print(f"Wrote {TABLE.name} and a line in {LOG.name}.")
else:
    held, found = read()["numbers"], numbers(world())
    changed = 0
    for name, column in found.items():
        for year, (old, new) in enumerate(zip(held.get(name, []), column, strict=False), 2015):
            if old != new:
                changed += 1
                print(f"{name} {year}: {old:g} -> {new:g}")
    print(f"{changed} golden numbers differ.")
    sys.exit(changed > 0)
