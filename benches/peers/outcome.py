"""What a run found, as Markdown, and its place in docs/benchmarks.md."""

import os
import platform
import sys
from datetime import date

import engines

DOCUMENT = engines.REPOSITORY / "docs" / "benchmarks.md"
BEGIN, END = "<!-- last run of benches/peers/run -->", "<!-- end of the last run -->"
GOAL = 0.2

HEAD = (
    "| vendors | engine | asked for | tagged | pages | runs | wall | processor | memory | size "
    "| ours ÷ its wall | processor | memory | size |\n"
    "| ---: | --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
)


def text(those, results, ended, loads):
    """The whole part between the marks."""
    ours = those[0]
    parts = [machine(loads), table(those, results)]
    parts.append("\n".join(goals(ours, results)))
    rest = [f"- {engine.label}: {why}{each(ours, engine, results)}." for engine, why in ended.items()]
    if rest:
        parts.append("Too slow for more vendors:\n\n" + "\n".join(rest))
    return "\n\n".join(parts)


def table(those, results):
    lines = [HEAD]
    for vendors, found in results.items():
        ours = found[those[0]]
        for engine in those:
            if engine in found:
                lines.append(line(vendors, engine, found[engine], ours))
    return "\n".join(lines)


def line(vendors, engine, took, ours):
    cells = [
        f"{vendors:,}",
        f"{engine.name} {engine.version}",
        engine.asked,
        took.tagged,
        f"{took.pages:,}",
        str(took.runs),
        seconds(took.wall),
        seconds(took.processor),
        f"{took.mebibytes:,.0f} MiB",
        size(took.size),
    ]
    if took is ours:
        cells += ["", "", "", ""]
    else:
        cells += [
            ratio(ours.wall / took.wall),
            ratio(ours.processor / took.processor),
            ratio(ours.mebibytes / took.mebibytes),
            ratio(ours.size / took.size),
        ]
    return "| " + " | ".join(cells) + " |"


def goals(ours, results):
    """Our wall beside typst's, whatever it is asked for: the goal is for all of them."""
    for vendors, found in results.items():
        for engine, took in found.items():
            if engine.name == engines.TYPST:
                share = found[ours].wall / took.wall
                word = "met" if share <= GOAL else "MISSED"
                yield f"- {vendors:,} vendors: {ratio(share)} of the wall of {engine.label} (goal {GOAL}): {word}"


def each(ours, engine, results):
    """Our most vendors beside its most, for one vendor of each."""
    theirs = [vendors for vendors, found in results.items() if engine in found]
    if not theirs:
        return ""
    most, its = max(results), max(theirs)
    mine, took = results[most][ours], results[its][engine]
    wall = (mine.wall / most) / (took.wall / its)
    written = (mine.size / most) / (took.size / its)
    memory = mine.mebibytes / took.mebibytes
    return (
        f"; one of our {most:,} vendors beside one of its {its:,}: {ratio(wall)} of its wall, {ratio(written)} of its size; "
        f"all of ours in {ratio(memory)} of its memory"
    )


def machine(loads):
    cores = os.cpu_count() or 1
    first, last = loads
    words = [
        f"{date.today()}, {system()}, {cores} cores ({processor()}), Python {platform.python_version()}; "
        f"load {first:.1f} at the start and {last:.1f} at the end."
    ]
    # Ours uses two cores while it runs, so the load at the end is not held against it.
    if first > cores / 2:
        words.append(
            "**Preliminary: the machine was busy with other work.** Every wall has waiting in it; processor time and memory say more."
        )
    return " ".join(words)


def system():
    return f"{platform.system()} {platform.machine()}"


def processor():
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            return next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or "unknown"


def seconds(value):
    return f"{value:.2f} s" if value < 10 else f"{value:,.1f} s"


def size(value):
    return f"{value / 1e3:,.0f} kB" if value < 1e6 else f"{value / 1e6:,.2f} MB"


def ratio(value):
    return f"{value:.3f}" if value < 1 else f"{value:.2f}"


def write(words):
    """Puts the text between the marks of the document."""
    document = DOCUMENT.read_text(encoding="utf-8")
    before, found, rest = document.partition(BEGIN)
    _, ended, after = rest.partition(END)
    if not (found and ended):
        sys.exit(f"docs/benchmarks.md has lost its mark: {BEGIN} or {END}")
    DOCUMENT.write_text(f"{before}{BEGIN}\n\n{words}\n\n{END}{after}", encoding="utf-8")
