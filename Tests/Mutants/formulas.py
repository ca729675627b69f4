"""Reads the formulas of the forms and computes them as a spreadsheet does: sums pass over text and blanks.

What a cell holds is a float, a text or None (blank); the formulas are turned into closures once.
"""
import re
from decimal import ROUND_HALF_UP, Decimal
from operator import ge, gt, le, lt

TOKEN = re.compile(r'\s*(?:(\d+(?:\.\d+)?)|"((?:[^"]|"")*)"|(\$?[A-Z]{1,2}\$?\d+)|([A-Z]+)(?=\()|(<>|<=|>=|[-+*/=<>(),;:]))')


class Failure(Exception):
    """A formula that this reader does not know: the forms have changed, and this file must too."""


def tokens(formula):
    place, found = 0, []
    text = formula.strip().lstrip("=")
    while place < len(text):
        match = TOKEN.match(text, place)
        if not match:
            raise Failure(f"formula {formula!r} at {place}")
        place = match.end()
        number, quoted, cell, name, sign = match.groups()
        if number is not None:
            found.append(("number", float(number)))
        elif quoted is not None:
            found.append(("text", quoted.replace('""', '"')))
        elif cell is not None:
            found.append(("cell", cell.replace("$", "")))
        elif name is not None:
            found.append(("name", name))
        else:
            found.append(("sign", "," if sign == ";" else sign))
    return found


def letters(cell):
    match = re.fullmatch(r"([A-Z]+)(\d+)", cell)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return column, int(match[2])


def name_of(column, row):
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return f"{text}{row}"


def cells_between(first, last):
    (left, top), (right, bottom) = letters(first), letters(last)
    return [name_of(column, row) for row in range(top, bottom + 1) for column in range(left, right + 1)]


def number(value):
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else 0.0


def rounded(value, digits):
    step = Decimal(1).scaleb(-int(digits))
    return float(Decimal(repr(value)).quantize(step, rounding=ROUND_HALF_UP))


def equal(left, right):
    left, right = (("" if isinstance(other, str) else 0.0) if side is None else side
                   for side, other in ((left, right), (right, left)))
    if isinstance(left, str) and isinstance(right, str):
        return left.lower() == right.lower()
    return type(left) is not str and type(right) is not str and left == right


class Formula:
    """One formula: `cells` are the cells it reads, `value(get)` is what it comes to."""

    def __init__(self, text):
        self.text, self.cells = text, []
        self.list, self.at = tokens(text), 0
        self.value = self.comparison()
        if self.at != len(self.list):
            raise Failure(f"formula {text!r}")

    def peek(self, *signs):
        return self.at < len(self.list) and self.list[self.at] in [("sign", sign) for sign in signs]

    def take(self):
        self.at += 1
        return self.list[self.at - 1]

    def comparison(self):
        left = self.sum()
        if not self.peek("=", "<>", "<", ">", "<=", ">="):
            return left
        sign, right = self.take()[1], self.sum()
        if sign == "=":
            return lambda get: equal(left(get), right(get))
        if sign == "<>":
            return lambda get: not equal(left(get), right(get))
        compare = {"<": lt, ">": gt, "<=": le, ">=": ge}[sign]
        return lambda get: compare(number(left(get)), number(right(get)))

    def sum(self):
        left = self.product()
        while self.peek("+", "-"):
            plus, first, second = self.take()[1] == "+", left, self.product()
            left = (lambda a, b, sign: lambda get: number(a(get)) + sign * number(b(get)))(first, second, 1 if plus else -1)
        return left

    def product(self):
        left = self.atom()
        while self.peek("*", "/"):
            times, first, second = self.take()[1] == "*", left, self.atom()
            if times:
                left = (lambda a, b: lambda get: number(a(get)) * number(b(get)))(first, second)
            else:
                left = (lambda a, b: lambda get: number(a(get)) / number(b(get)))(first, second)
        return left

    def atom(self):
        kind, value = self.take()
        if kind in ("number", "text"):
            return lambda get: value
        if kind == "cell":
            if self.peek(":"):
                self.take()
                cells = cells_between(value, self.take()[1])
                self.cells += cells
                return lambda get: [get(cell) for cell in cells]
            self.cells.append(value)
            return lambda get: get(value)
        if kind == "sign" and value == "(":
            inner = self.comparison()
            self.take()
            return inner
        if kind == "name":
            return self.call(value)
        raise Failure(f"{value!r} in {self.text!r}")

    def call(self, name):
        self.take()
        arguments = []
        while not self.peek(")"):
            arguments.append(self.comparison())
            if self.peek(","):
                self.take()
        self.take()
        return FUNCTIONS[name](*arguments) if name in FUNCTIONS else self.unknown(name)

    def unknown(self, name):
        raise Failure(f"function {name} in {self.text!r}")


def listed(value):
    return value if isinstance(value, list) else [value]


def flat(arguments, get):
    for argument in arguments:
        yield from listed(argument(get))


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


FUNCTIONS = {
    "IF": lambda test, then, other: lambda get: then(get) if test(get) else other(get),
    "AND": lambda *tests: lambda get: all(test(get) for test in tests),
    "OR": lambda *tests: lambda get: any(test(get) for test in tests),
    "NOT": lambda test: lambda get: not test(get),
    "ISNUMBER": lambda value: lambda get: is_number(value(get)),
    "ISTEXT": lambda value: lambda get: isinstance(value(get), str),
    "N": lambda value: lambda get: number(value(get)),
    "ROUND": lambda value, digits: lambda get: rounded(number(value(get)), digits(get)),
    "SUM": lambda *values: lambda get: float(sum(number(value) for value in flat(values, get))),
    "COUNT": lambda *values: lambda get: float(sum(is_number(value) for value in flat(values, get))),
    "COUNTA": lambda *values: lambda get: float(sum(value is not None for value in flat(values, get))),
    "COUNTBLANK": lambda cells: lambda get: float(sum(value in (None, "") for value in listed(cells(get)))),
    "COUNTIF": lambda cells, what: lambda get: float(sum(value is not None and equal(value, what(get)) for value in listed(cells(get)))),
}
