"""Sets the rows with reportlab, which writes no tags: set_with_reportlab.py ROWS OUT."""

import sys

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Frame, PageBreak, PageTemplate, Paragraph, Table, TableStyle

import content


def running(canvas, document):
    """The running head and foot of a page."""
    canvas.setFont("Regular", content.SMALL)
    canvas.setFillColor(HexColor(content.QUIET))
    canvas.drawString(content.MARGIN_SIDE, content.PAPER[1] - content.HEAD_BASELINE, content.TITLE)
    canvas.drawRightString(
        content.PAPER[0] - content.MARGIN_SIDE, content.FOOT_BASELINE, f"Page {document.page}"
    )


def style(name, font, size, leading, color=content.INK, **more):
    return ParagraphStyle(
        name, fontName=font, fontSize=size, leading=leading, textColor=HexColor(color), **more
    )


def story(rows):
    heading = style("heading", "SemiBold", content.HEADING, content.HEADING_LEADING, spaceAfter=6)
    cell = style("cell", "Regular", content.CELL, content.CELL_LEADING)
    status = style("status", "SemiBold", content.CELL, content.CELL_LEADING)
    head = style("head", "SemiBold", content.CELL, content.CELL_LEADING, content.QUIET)
    ruled = TableStyle(
        [
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-2, -1), content.GUTTER),
            ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), content.PADDING),
            ("BOTTOMPADDING", (0, 0), (-1, -1), content.PADDING),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, 0), 0.5, HexColor(content.RULE)),
            ("LINEBELOW", (0, 1), (-1, -1), 0.5, HexColor(content.HAIRLINE)),
        ]
    )
    yield Paragraph(content.TITLE, heading)
    for name, lines in content.vendors(rows):
        yield PageBreak()
        yield Paragraph(name, heading)
        cells = [[Paragraph(word, head) for word in content.HEADS]]
        for *words, standing in lines:
            cells.append([Paragraph(word, cell) for word in words] + [Paragraph(standing, status)])
        yield Table(cells, colWidths=content.COLUMNS, repeatRows=1, style=ruled)


def main(rows, out):
    pdfmetrics.registerFont(TTFont("Regular", content.REGULAR))
    pdfmetrics.registerFont(TTFont("SemiBold", content.SEMIBOLD))
    width, height = content.PAPER
    frame = Frame(
        content.MARGIN_SIDE,
        content.MARGIN_BOTTOM,
        width - 2 * content.MARGIN_SIDE,
        height - content.MARGIN_TOP - content.MARGIN_BOTTOM,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    # Compressed, as the others are; reportlab does not by default.
    document = BaseDocTemplate(
        out, pagesize=content.PAPER, title=content.TITLE, lang="en-US", pageCompression=1
    )
    document.addPageTemplates(PageTemplate("page", [frame], onPage=running))
    document.build(list(story(rows)))


main(*sys.argv[1:])
