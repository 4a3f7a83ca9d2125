"""Sets the rows with weasyprint as PDF/UA-1: set_with_weasyprint.py ROWS OUT."""

import sys
from html import escape

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

import content

LOOK = f"""
@font-face {{ font-family: Plex; font-weight: 400; src: url({content.REGULAR.as_uri()}) }}
@font-face {{ font-family: Plex; font-weight: 600; src: url({content.SEMIBOLD.as_uri()}) }}
@page {{
  size: {content.PAPER[0]}pt {content.PAPER[1]}pt;
  margin: {content.MARGIN_TOP}pt {content.MARGIN_SIDE}pt {content.MARGIN_BOTTOM}pt;
  @top-left {{ content: "{content.TITLE}"; font: {content.SMALL}pt Plex; color: {content.QUIET} }}
  @bottom-right {{ content: "Page " counter(page); font: {content.SMALL}pt Plex; color: {content.QUIET} }}
}}
body {{ margin: 0; font: {content.CELL}pt/{content.CELL_LEADING}pt Plex; color: {content.INK} }}
h1, h2 {{ margin: 0 0 6pt; font: 600 {content.HEADING}pt/{content.HEADING_LEADING}pt Plex }}
h2 {{ break-before: page }}
table {{ width: 100%; table-layout: fixed; border-collapse: collapse }}
tr {{ break-inside: avoid }}
th, td {{
  padding: {content.PADDING}pt {content.GUTTER}pt {content.PADDING}pt 0;
  vertical-align: top; text-align: left; border-bottom: 0.5pt solid {content.HAIRLINE};
}}
th {{ font-weight: 600; color: {content.QUIET}; border-bottom-color: {content.RULE} }}
th:last-child, td:last-child {{ padding-right: 0 }}
td:last-child {{ font-weight: 600 }}
"""


def page(rows):
    yield f'<!doctype html><html lang="en-US"><head><title>{content.TITLE}</title></head><body>'
    yield f"<h1>{content.TITLE}</h1>"
    columns = "".join(f'<col style="width: {width}pt">' for width in content.COLUMNS)
    heads = "".join(f'<th scope="col">{word}</th>' for word in content.HEADS)
    for name, lines in content.vendors(rows):
        yield f"<h2>{escape(name)}</h2><table><colgroup>{columns}</colgroup>"
        yield f"<thead><tr>{heads}</tr></thead><tbody>"
        for line in lines:
            yield "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in line) + "</tr>"
        yield "</tbody></table>"
    yield "</body></html>"


def main(rows, out):
    fonts = FontConfiguration()
    look = CSS(string=LOOK, font_config=fonts)
    HTML(string="".join(page(rows))).write_pdf(
        out, stylesheets=[look], font_config=fonts, pdf_variant="pdf/ua-1"
    )


main(*sys.argv[1:])
