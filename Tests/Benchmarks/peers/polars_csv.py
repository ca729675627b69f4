"""polars with fastexcel, as its documentation shows it. IN OUT"""
import sys

import polars

polars.read_excel(sys.argv[1]).write_csv(sys.argv[2])
