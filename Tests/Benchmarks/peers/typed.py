"""Fields of the register as the writers of Python take them: typed as `bieu convert` does."""
import csv
from datetime import date


def value(field):
    if field in ("TRUE", "FALSE"):
        return field == "TRUE"
    if len(field) == 10 and field[4] == field[7] == "-":
        return date.fromisoformat(field)
    try:
        number = float(field)
    except ValueError:
        return field or None
    digits = field.lstrip("-")
    has_point = "." in digits
    if digits[0] == "0" and digits[1:2] not in ("", ".") or has_point and digits[-1] == "0":
        return field
    return number if has_point else int(field)


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.reader(file):
            yield [value(field) for field in row]
