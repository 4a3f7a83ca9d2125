"""Sets the rows with typst: set_with_typst.py ROWS OUT [STANDARD...]; the word "untagged" for no tags at all.

Typst reads the rows itself, as anybody would let it. Its fonts are ours only, so that it does not look through the machine's.
"""

import sys
from pathlib import Path

import typst

import content


def main(rows, out, *standards):
    source = Path(__file__).with_name("portfolio.typ")
    # Typst reads only below its root, and both the document and the rows must lie there.
    compiler = typst.Compiler(
        str(source),
        root="/",
        font_paths=[str(content.FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"rows": str(Path(rows).resolve())},
    )
    tagged = "untagged" not in standards
    compiler.compile(
        output=out,
        format="pdf",
        pdf_standards=[standard for standard in standards if standard != "untagged"],
        pdf_tags=tagged,
    )


main(*sys.argv[1:])
