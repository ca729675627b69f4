"""The rules of the YAML as equations over cells, and whether figures satisfy them. Written from the words of the
files, not from the checker: it decides which mutants stay legal and which cells stand in one equation."""
import re

REFERENCE = re.compile(r"(?:([A-Z]{2}-\d\d):)?(\d{4}[a-zđ]?(?:\.(?:TS|MS|TL))?)(?:@([a-z0-9=-]+))?")


class Equation:
    """`cells` are all cells of it; `holds` says of a list of figures (None: not a figure) true, false or None; a
    quotient (rate, numerator, denominator) has a multiplier."""

    def __init__(self, rule, cells, holds, multiplier=None):
        self.rule, self.cells, self.holds, self.multiplier = rule, cells, holds, multiplier


def known(test):
    return lambda figures: None if any(figure is None for figure in figures) else test(figures)


def between(low, high):
    return known(lambda figures: (low is None or figures[0] >= low) and (high is None or figures[0] <= high))


ASCENDING = known(lambda figures: all(left <= right for left, right in zip(figures, figures[1:])))
EQUAL = known(lambda figures: figures[0] == figures[1])
SUM = known(lambda figures: figures[0] == sum(figures[1:]))
GROUPS = known(lambda figures: figures[0] <= sum(figures[1:]))


class Rules:
    def __init__(self, model):
        self.model, self.equations, self.unknown = model, [], set()
        for form in model.forms:
            for rule in model.common:
                self.common(form, rule)
            for rule in model.forms[form].get("rules", []):
                getattr(self, rule["kind"].replace("-", "_"), self.other)(form, rule)
        self.at = {}
        for equation in self.equations:
            for cell in equation.cells:
                self.at.setdefault(cell, []).append(equation)

    def add(self, rule, cells, holds, multiplier=None):
        self.equations.append(Equation(rule["id"], cells, holds, multiplier))

    def common(self, form, rule):
        for row in self.model.rows[form].values():
            kind = rule["kind"]
            if kind in ("sum-of-columns", "part-of-whole"):
                self.columns(form, row, rule)
            elif kind == "numerator-denominator" and row.kind == "percentage":
                for column in row.open:
                    self.add(rule, [(form, row.numerator, column), (form, row.denominator, column)], ASCENDING)
            elif kind == "rate" and row.numerator:
                for column in row.open:
                    cells = [(form, code, column) for code in (row.code, row.numerator, row.denominator)]
                    self.add(rule, cells, self.quotient(row.multiplier), row.multiplier)
            elif kind == "range" and rule.get("of") == row.kind:
                for column in row.open:
                    self.add(rule, [(form, row.code, column)], between(rule.get("min"), rule.get("max")))
            elif kind in ("whole", "not-negative") and not row.numerator:
                test = (lambda figures: figures[0] == int(figures[0])) if kind == "whole" else (lambda figures: figures[0] >= 0)
                for column in row.open:
                    self.add(rule, [(form, row.code, column)], known(test))

    @staticmethod
    def quotient(multiplier):
        def holds(figures):
            rate, top, bottom = figures
            if rate is None or top is None or not bottom:
                return None
            # A rate written with fewer decimals is right within their rounding.
            decimals = next(digits for digits in range(9) if abs(rate - round(rate, digits)) < 1e-9)
            return abs(rate - top * multiplier / bottom) <= 0.500001 / 10 ** min(decimals, 2)
        return holds

    def columns(self, form, row, rule):
        if row.numerator:
            return
        if rule["kind"] == "sum-of-columns":
            parts = self.model.spread([rule["parts"]])
            if all(part in row.open for part in parts):
                self.add(rule, [(form, row.code, column) for column in [rule["total"]] + parts], SUM)
        elif rule["part"] in row.open:
            self.add(rule, [(form, row.code, rule["part"]), (form, row.code, rule["whole"])], ASCENDING)

    def side(self, form, text):
        """A reference as (form, code, column or None)."""
        match = REFERENCE.fullmatch(text)
        return match[1] or form, match[2], match[3]

    def shared(self, form, texts):
        """For each column all references have in common, the cells of it; one list when they name columns."""
        sides = [self.side(form, text) for text in texts]
        if any(column for _, _, column in sides):
            return [[(name, code, column or "total") for name, code, column in sides]]
        opened = [self.model.rows[name][code].open for name, code, _ in sides]
        return [
            [(name, code, column) for name, code, _ in sides]
            for column in opened[0] if all(column in columns for columns in opened)]

    def same_quantity(self, form, rule):
        for cells in self.shared(form, [rule["left"], rule["right"]]):
            self.add(rule, cells, EQUAL)

    def part_of_row(self, form, rule):
        pairs = [(rule["part"], rule["whole"])]
        if "breakdown" in rule:
            pairs += list(zip(*(self.model.parts(rule[name], rule["breakdown"]) for name in ("part", "whole"))))
        for pair in pairs:
            for cells in self.shared(form, pair):
                self.add(rule, cells, ASCENDING)

    def order(self, form, rule):
        for pair in zip(rule["rows"], rule["rows"][1:]):
            for cells in self.shared(form, pair):
                self.add(rule, cells, ASCENDING)

    def groups(self, form, rule):
        parts = self.model.parts(rule["total"], rule["breakdown"])
        for cells in self.shared(form, [rule["total"]] + parts):
            self.add(rule, cells, GROUPS)
        for part in parts:
            for cells in self.shared(form, [part, rule["total"]]):
                self.add(rule, cells, ASCENDING)

    def sum_of_rows(self, form, rule):
        parts = rule["parts"] if "parts" in rule else self.model.parts(rule["total"], rule["breakdown"])
        for cells in self.shared(form, [rule["total"]] + parts):
            self.add(rule, cells, SUM)

    def range(self, form, rule):
        """`from` is how many there must be under a rate before its bounds mean something."""
        for code in rule["rows"] if isinstance(rule["rows"], list) else [rule["rows"]]:
            row = self.model.rows[form][code]
            for column in row.open:
                cells = [(form, row.code, column)] + ([(form, row.denominator, column)] if "from" in rule else [])
                self.add(rule, cells, self.bounds(rule))

    @staticmethod
    def bounds(rule):
        inside = between(rule.get("min"), rule.get("max"))
        return lambda figures: None if len(figures) > 1 and (figures[1] is None or figures[1] < rule["from"]) else inside(figures[:1])

    def proportion(self, form, rule):
        inside = between(rule.get("min"), rule.get("max"))

        def holds(figures):
            part, whole = figures
            return None if part is None or not whole or whole < rule.get("from", 0) else inside([part / whole])
        for cells in self.shared(form, [rule["left"], rule["right"]]):
            self.add(rule, cells, holds)

    def between_periods(self, form, rule):
        """A rule over several periods says nothing of one file."""

    accumulates = jump = repeats = between_periods

    def other(self, form, rule):
        """A kind of rule this file does not know: its rows stand in one equation, nobody says whether it holds."""
        self.unknown.add(rule["kind"])
        texts = [text for value in rule.values() for text in (value if isinstance(value, list) else [value])]
        found = [match for text in texts if isinstance(text, str) for match in REFERENCE.finditer(text)]
        cells = [
            (match[1] or form, match[2], column) for match in found if match[2] in self.model.rows.get(match[1] or form, {})
            for column in ([match[3]] if match[3] else self.model.rows[match[1] or form][match[2]].open)]
        if cells:
            self.add(rule, cells, lambda figures: None)

    def near(self, cells):
        """The cells that stand in one equation with one of these."""
        return {other for cell in cells for equation in self.at.get(cell, []) for other in equation.cells} | set(cells)
