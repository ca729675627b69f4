"""python-calamine: parses the first sheet in Rust; no row reaches Python, nothing is written. IN"""
import sys

from python_calamine import CalamineWorkbook

sheet = CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0)
print(sheet.height, sheet.width)
