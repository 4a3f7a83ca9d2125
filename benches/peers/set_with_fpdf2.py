"""Sets the rows with fpdf2, which writes no tags for tables: set_with_fpdf2.py ROWS OUT."""

import sys

from fpdf import FPDF
from fpdf.enums import TableBordersLayout, VAlign, XPos, YPos
from fpdf.fonts import FontFace

import content


class Portfolio(FPDF):
    """The document with its running head and foot."""

    def header(self):
        self.set_font("Plex", size=content.SMALL)
        self.set_text_color(content.QUIET)
        self.text(content.MARGIN_SIDE, content.HEAD_BASELINE, content.TITLE)
        self.set_xy(content.MARGIN_SIDE, content.MARGIN_TOP)

    def footer(self):
        self.set_font("Plex", size=content.SMALL)
        self.set_text_color(content.QUIET)
        words = f"Page {self.page_no()}"
        right = content.PAPER[0] - content.MARGIN_SIDE - self.get_string_width(words)
        self.text(right, content.PAPER[1] - content.FOOT_BASELINE, words)

    def heading(self, words):
        self.set_font("Plex", "B", content.HEADING)
        self.set_text_color(content.INK)
        self.cell(0, content.HEADING_LEADING, words, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(6)

    def answers(self, lines):
        self.set_font("Plex", size=content.CELL)
        self.set_text_color(content.INK)
        self.set_draw_color(content.HAIRLINE)
        self.set_line_width(0.5)
        head, status = FontFace(emphasis="B", color=content.QUIET), FontFace(emphasis="B")
        with self.table(
            col_widths=content.COLUMNS,
            width=sum(content.COLUMNS),
            borders_layout=TableBordersLayout.HORIZONTAL_LINES,
            headings_style=head,
            line_height=content.CELL_LEADING,
            padding=(content.PADDING, content.GUTTER, content.PADDING, 0),
            text_align="LEFT",
            v_align=VAlign.T,
            repeat_headings=1,
        ) as table:
            for words in (content.HEADS, *lines):
                row = table.row()
                for word in words[:-1]:
                    row.cell(word)
                # The word of a standing is as wide as its column, which has no room to its right.
                row.cell(words[-1], style=status if words is not content.HEADS else None, padding=(content.PADDING, 0))


def main(rows, out):
    document = Portfolio(unit="pt", format="Letter")
    document.c_margin = 0
    document.add_font("Plex", fname=content.REGULAR)
    document.add_font("Plex", "B", fname=content.SEMIBOLD)
    document.set_margins(content.MARGIN_SIDE, content.MARGIN_TOP, content.MARGIN_SIDE)
    document.set_auto_page_break(True, content.MARGIN_BOTTOM)
    document.set_title(content.TITLE)
    document.set_lang("en-US")
    document.add_page()
    document.heading(content.TITLE)
    for name, lines in content.vendors(rows):
        document.add_page()
        document.heading(name)
        document.answers(lines)
    document.output(out)


main(*sys.argv[1:])
