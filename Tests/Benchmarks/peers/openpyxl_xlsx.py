"""openpyxl in its write-only mode. IN OUT"""
import sys

import typed
from openpyxl import Workbook

book = Workbook(write_only=True)
sheet = book.create_sheet("register")
for row in typed.rows(sys.argv[1]):
    sheet.append(row)
book.save(sys.argv[2])
