"""Runs every engine several times by turns, each time in a program of its own, and prints what each took beside ours.

Wall and processor time and the most memory are those of the whole process, its start included, as the system counts them (once.py).
"""

import argparse
import os
import subprocess
import sys
from dataclasses import dataclass

import engines
import outcome


ALWAYS = (engines.OURS, engines.TYPST)


@dataclass
class Took:
    """What one engine took at one number of vendors: the quickest run of all, and the most memory of any."""

    wall: float
    processor: float
    mebibytes: float
    size: int = 0
    pages: int = 0
    tagged: str = "?"
    runs: int = 1

    def and_again(self, other):
        self.wall = min(self.wall, other.wall)
        self.processor = min(self.processor, other.processor)
        self.mebibytes = max(self.mebibytes, other.mebibytes)
        self.runs += 1


class TooLong(Exception):
    """A run was ended at its limit."""


def once(words, limit):
    """Runs one program to its end."""
    log = engines.WORK / "log.txt"
    alone = [sys.executable, "-I", "-S", str(engines.HERE / "once.py"), str(limit), str(log)]
    done = subprocess.run(alone + words, capture_output=True, text=True)
    if done.returncode == 124:
        raise TooLong
    if done.returncode != 0:
        sys.exit(f"{' '.join(words)} failed:\n{log.read_text(errors='replace')[-2000:]}{done.stderr}")
    wall, processor, memory = map(float, done.stdout.split())
    return Took(wall, processor, memory / 1024)


def rows_of(vendors):
    path = engines.WORK / f"rows-{vendors}.tsv"
    subprocess.run([engines.ratios(), "portfolio-rows", str(path), str(vendors)], check=True)
    return path


def look(took, out):
    """Adds what the file says about itself."""
    words = [sys.executable, str(engines.HERE / "look.py"), str(out)]
    pages, took.tagged = subprocess.run(words, check=True, capture_output=True, text=True).stdout.split()
    took.pages, took.size = int(pages), out.stat().st_size


def measure(vendors, those, rounds, limit, ended):
    """What each engine took at this number of vendors.

    Those that take over a fifth of the limit are not run again. Ours and typst, on which the goal rests, always are: the best of
    several beside a single run would flatter.
    """
    rows, out, results = rows_of(vendors), engines.WORK / "out.pdf", {}
    for turn in range(rounds):
        # Each turn begins with another engine, so that none always follows the same one.
        for engine in those[turn % len(those) :] + those[: turn % len(those)]:
            before = results.get(engine)
            tedious = before and before.wall > limit / 5 and engine.name not in ALWAYS
            if engine in ended or tedious:
                continue
            print(f"  {vendors} vendors, turn {turn + 1}: {engine.label}", file=sys.stderr, flush=True)
            try:
                took = once(engine.started(rows, vendors, out), limit * 3)
            except TooLong:
                ended[engine] = f"ended after {limit * 3:.0f} s at {vendors:,} vendors"
                continue
            if before:
                before.and_again(took)
            else:
                look(took, out)
                results[engine] = took
    rows.unlink()
    out.unlink(missing_ok=True)
    return results


def main():
    say = argparse.ArgumentParser(prog="benches/peers/run", description=__doc__.splitlines()[0])
    say.add_argument("vendors", type=int, nargs="*", metavar="VENDORS", help="how many: 10 30 100 1000")
    say.add_argument("--rounds", type=int, default=3, help="how often each runs: 3")
    say.add_argument("--limit", type=float, default=60, help="seconds an engine may be expected to take: 60")
    say.add_argument("--only", action="append", metavar="NAME", help="only this engine beside ours")
    say.add_argument("--write", action="store_true", help="put the result into docs/benchmarks.md")
    asked = say.parse_args()
    those = engines.all_engines()
    if asked.only:
        those = [one for one in those if one.name in (engines.OURS, *asked.only)]
    load, results, ended = os.getloadavg()[0], {}, {}
    last = None
    for vendors in sorted(set(asked.vendors or (10, 30, 100, 1000))):
        for engine, took in results.get(last, {}).items():
            expected = took.wall * vendors / last
            if engine.name != engines.OURS and expected > asked.limit and engine not in ended:
                ended[engine] = f"not run at {vendors:,} vendors, where it would take about {expected:,.0f} s"
        results[vendors] = measure(vendors, those, asked.rounds, asked.limit, ended)
        last = vendors
    text = outcome.text(those, results, ended, (load, os.getloadavg()[0]))
    print(text)
    if asked.write:
        outcome.write(text)


main()
