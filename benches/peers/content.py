"""What every engine sets: the rows, read from the file that our own bench writes, and the page that they share.

Lengths are points. They are those of `src/report/theme.rs` and of a page that Proofbook sets from the same rows.
"""

from itertools import groupby
from pathlib import Path

TITLE = "Portfolio of vendors"
HEADS = ("ID", "Question", "Answer and evidence", "Status")

PAPER = (612.0, 792.0)
MARGIN_SIDE, MARGIN_TOP, MARGIN_BOTTOM = 63.0, 82.0, 78.0
HEAD_BASELINE, FOOT_BASELINE = 48.0, 42.0
# Proofbook finds these by itself: the outer two fit their words, the inner two share what is left as 2 to 3.
COLUMNS = (86.0, 137.0, 199.0, 64.0)
GUTTER = 12.0
# Above and below the words of a row.
PADDING = 4.0
CELL, CELL_LEADING = 8.5, 11.75
HEADING, HEADING_LEADING = 13.0, 18.0
SMALL = 7.75
INK, QUIET, HAIRLINE, RULE = "#1A222C", "#55606D", "#CBD2D9", "#8A95A1"

FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts"
REGULAR = FONTS / "IBMPlexSans-Regular.ttf"
SEMIBOLD = FONTS / "IBMPlexSans-SemiBold.ttf"


def vendors(rows):
    """Each vendor's name with its rows of four cells, in the order of the file."""
    with open(rows, encoding="utf-8") as lines:
        cells = (line.rstrip("\n").split("\t") for line in lines)
        for name, group in groupby(cells, key=lambda row: row[0]):
            yield name, [row[1:] for row in group]
