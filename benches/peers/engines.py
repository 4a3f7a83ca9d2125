"""The engines that are compared: what each is called, which tags it writes, and how it is started."""

import os
import re
import sys
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]
WORK = REPOSITORY / "target" / "peers"

OURS = "Proofbook"
TYPST = "typst"


@dataclass(frozen=True)
class Engine:
    """One way to set the rows. Its command is a list of words, with ROWS, VENDORS and OUT where those belong."""

    name: str
    version: str
    # What it is asked for; whether the file is tagged is looked up in the file.
    asked: str
    command: tuple

    @property
    def label(self):
        return f"{self.name}, {self.asked}"

    def started(self, rows, vendors, out):
        given = {"ROWS": str(rows), "VENDORS": str(vendors), "OUT": str(out)}
        return [given.get(word, word) for word in self.command]


def _python(name, asked, *more):
    script = str(HERE / f"set_with_{name}.py")
    return Engine(name, version(name), asked, (sys.executable, script, "ROWS", "OUT", *more))


def _version_in(file, name):
    found = re.search(rf'name = "{name}"\nversion = "([^"]+)"', file.read_text(encoding="utf-8"))
    return found.group(1) if found else "?"


def ratios():
    """Our bench program, which also writes the rows."""
    return os.environ["PROOFBOOK_RATIOS"]


def all_engines():
    """Ours first."""
    krilla = str(WORK / "krilla" / "release" / "portfolio-with-krilla")
    fonts = str(REPOSITORY / "assets" / "fonts")
    return [
        Engine(
            OURS,
            _version_in(REPOSITORY / "Cargo.toml", "proofbook"),
            "PDF/A-3a and PDF/UA-1",
            (ratios(), "portfolio-alone", "OUT", "VENDORS"),
        ),
        _python(TYPST, "PDF/A-3a and PDF/UA-1", "a-3a", "ua-1"),
        _python(TYPST, "as it comes"),
        _python(TYPST, "tags off", "untagged"),
        Engine(
            "krilla",
            _version_in(HERE / "krilla" / "Cargo.lock", "krilla"),
            "PDF/A-3a and PDF/UA-1",
            (krilla, "ROWS", fonts, "OUT"),
        ),
        _python("reportlab", "has no tags"),
        _python("fpdf2", "has no tags"),
        _python("weasyprint", "PDF/UA-1"),
    ]
