"""python-calamine: every cell of the visible sheets of a folder's workbooks. FOLDER WORKERS KIND

KIND is `threads` or `processes`; nothing is written, nothing is recognised.
"""
import os
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

from python_calamine import CalamineWorkbook, SheetVisibleEnum


def cells(path):
    book = CalamineWorkbook.from_path(path)
    return sum(len(row) for number, sheet in enumerate(book.sheets_metadata)
               if sheet.visible == SheetVisibleEnum.Visible
               for row in book.get_sheet_by_index(number).to_python())


def main():
    folder, workers, kind = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    paths = sorted(entry.path for entry in os.scandir(folder))
    if workers == 1:
        print(sum(map(cells, paths)))
        return
    pool = ThreadPoolExecutor if kind == "threads" else ProcessPoolExecutor
    with pool(workers) as executor:
        print(sum(executor.map(cells, paths, chunksize=25)))


if __name__ == "__main__":
    main()
