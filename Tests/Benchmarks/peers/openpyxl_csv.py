"""openpyxl in its read-only mode. IN OUT"""
import csv
import sys

from openpyxl import load_workbook

sheet = load_workbook(sys.argv[1], read_only=True).worksheets[0]
with open(sys.argv[2], "w", newline="", encoding="utf-8") as out:
    csv.writer(out, lineterminator="\n").writerows(sheet.iter_rows(values_only=True))
