"""XlsxWriter with constant_memory. IN OUT"""
import sys

import typed
import xlsxwriter

book = xlsxwriter.Workbook(
    sys.argv[2], {"constant_memory": True, "default_date_format": "yyyy-mm-dd"})
sheet = book.add_worksheet("register")
for index, row in enumerate(typed.rows(sys.argv[1])):
    sheet.write_row(index, 0, row)
book.close()
