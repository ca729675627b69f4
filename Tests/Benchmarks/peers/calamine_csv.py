"""python-calamine: every cell of the first sheet into CSV, row by row. IN OUT"""
import csv
import sys

from python_calamine import CalamineWorkbook

sheet = CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0)
with open(sys.argv[2], "w", newline="", encoding="utf-8") as out:
    csv.writer(out, lineterminator="\n").writerows(sheet.iter_rows())
