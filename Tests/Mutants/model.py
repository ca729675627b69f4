"""The forms as the YAML and CSV of Templates/ say they are: rows, columns, open and computed cells.

Nothing here looks at the checker. A cell is (form, code, column); a column is "total" or "breakdown=category".
"""
import csv, os
from dataclasses import dataclass, field

import yaml

EXHAUSTIVE = "exhaustive"


@dataclass
class Row:
    """One row of a form: what it measures and which columns an officer fills in."""
    form: str
    code: str
    kind: str                       # count, percentage, rate, ratio
    multiplier: int = 0
    numerator: str = None           # codes, of rows that are quotients
    denominator: str = None
    open: list = field(default_factory=list)
    computed: dict = field(default_factory=dict)  # column -> what it is computed from, a list of cells


class Model:
    def __init__(self, templates):
        self.folder = os.path.join(templates, "tt13-2021")
        self.indicators = {}
        for line in self.table("indicators.csv"):
            key = f"{line['appendix']}:{line['code']}"
            self.indicators.setdefault(key, []).append(line)
        self.categories, self.relation, self.labels, self.suffixes = {}, {}, {}, {}
        for line in self.table("breakdowns.csv"):
            name, category = line["breakdown"], line["category"]
            self.categories.setdefault(name, []).append(category)
            self.relation[name] = line["relation"]
            self.labels[f"{name}={category}"] = line["category_label"]
            self.suffixes[name, category] = line["code_suffix"]
        self.common = self.yaml("rules.yml")["rules"]
        self.forms, self.rows = {}, {}
        for name in sorted(os.listdir(os.path.join(self.folder, "forms"))):
            form = self.yaml(os.path.join("forms", name))
            if "rows" in form:
                self.forms[form["form"]] = form
                self.rows[form["form"]] = {row.code: row for row in self.rows_of(form)}
        for form in self.forms:
            self.compute(form)

    def table(self, name):
        with open(os.path.join(self.folder, name), encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def yaml(self, name):
        with open(os.path.join(self.folder, name), encoding="utf-8") as file:
            return yaml.safe_load(file)

    def columns(self, form):
        """All columns of a form, the total first."""
        return ["total"] + self.spread(self.forms[form].get("breakdowns", []))

    def spread(self, breakdowns):
        return [f"{name}={category}" for name in breakdowns for category in self.categories[name]]

    def rows_of(self, form):
        for spec in form["rows"]:
            if "indicator" not in spec:
                continue
            lines = {line["kind"]: line for line in self.indicators[spec["indicator"]]}
            base = spec["indicator"].split(":")[1]
            quotient = next((line for kind, line in lines.items() if kind != "count"), None)
            opened = ["total"] + self.spread(spec.get("open", []))
            below = spec.get("denominator", {}).get("open", [])
            below = ["total"] + self.spread(below)
            counted = "count" in lines
            yield from self.measures(form, base, "", quotient, counted, opened, below, None)
            yield from self.groups_of(form, spec, base, quotient, counted, opened, below)

    def groups_of(self, form, spec, base, quotient, counted, opened, below):
        groups = spec.get("groups")
        if groups is None:
            return
        groups = groups if isinstance(groups, dict) else {"by": groups}
        names = groups["by"] if isinstance(groups["by"], list) else [groups["by"]]
        if "open" in groups:
            opened = ["total"] + self.spread(groups["open"])
        for name in names:
            for category in self.categories[name]:
                suffix = self.suffixes[name, category]
                if counted:
                    yield Row(form["form"], base + suffix, "count", open=opened)
                else:
                    wanted = groups.get("measures")
                    yield from self.measures(form, base, suffix, quotient, False, opened, below, wanted)

    @staticmethod
    def measures(form, base, suffix, quotient, counted, opened, below, wanted):
        """The rows of one indicator or one of its groups; `wanted` are the group's measures, when it names them."""
        code, name = base + suffix, form["form"]
        if counted:
            yield Row(name, code, "count", open=opened)
        if quotient is None:
            return
        top = code if counted else code + ".TS"
        bottom = code + ".MS" if wanted is None or "denominator" in wanted else base + ".MS"
        if not counted and (wanted is None or "numerator" in wanted):
            yield Row(name, top, "count", open=opened)
        if wanted is None or "denominator" in wanted:
            yield Row(name, bottom, "count", open=below)
        if wanted is None or "rate" in wanted:
            yield Row(
                name, code + ".TL" if counted else code, quotient["kind"], int(quotient["multiplier"]), top, bottom,
                [column for column in opened if column in below])

    def compute(self, form):
        """Which open cells the form computes: rates, totals over columns, totals over exhaustive groups."""
        rows = self.rows[form]
        for rule in self.forms[form].get("rules", []):
            if rule["kind"] == "sum-of-rows" and "breakdown" in rule and not rows[rule["total"]].computed:
                total = rows[rule["total"]]
                for column in total.open:
                    total.computed[column] = [(form, part, column) for part in self.parts(rule["total"], rule["breakdown"])]
        for row in rows.values():
            if row.numerator:
                for column in row.open:
                    row.computed[column] = [(form, row.numerator, column), (form, row.denominator, column)]
                continue
            for name in self.forms[form].get("breakdowns", []):
                parts = self.spread([name])
                if self.relation[name] == EXHAUSTIVE and all(part in row.open for part in parts):
                    row.computed["total"] = [(form, row.code, part) for part in parts]
                    break

    def parts(self, total, breakdown):
        """The codes of the groups of a row: 0303.TS by injury-cause is 0303a.TS, 0303b.TS ..."""
        base, dot, measure = total.partition(".")
        return [base + self.suffixes[breakdown, category] + dot + measure for category in self.categories[breakdown]]

    def open_cells(self, form):
        return [(form, row.code, column) for row in self.rows[form].values() for column in row.open]

    def input_cells(self, form):
        return [
            (form, row.code, column) for row in self.rows[form].values() for column in row.open
            if column not in row.computed]
