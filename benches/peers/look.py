"""Says how many pages a PDF has and whether it is marked as tagged: look.py FILE. In a program of its own, so that it costs no other."""

import logging
import sys

from pypdf import PdfReader

logging.disable(logging.CRITICAL)
reader = PdfReader(sys.argv[1])
marked = reader.trailer["/Root"].get("/MarkInfo")
tagged = "/StructTreeRoot" in reader.trailer["/Root"] and marked is not None
print(reader.get_num_pages(), "yes" if tagged and marked.get_object().get("/Marked") else "no")
