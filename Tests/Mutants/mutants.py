"""All mutants, by number, and the world they live in: the model, the clean figures, a book for each format."""
import os, random, shutil
from dataclasses import dataclass

from books import Csv, Ods, Xlsx
from figures import Live, clean
from kinds import KINDS, Around
from judge import Judge
from model import Model
from rules import Rules

SYLLABLES = "An Ba Cao Chi Du Giang Hoa Khe La Lam Mai Nam Nga Phong Quang Sơn Tân Thu Văn Xuân".split()


@dataclass
class Mutant:
    format: str
    totals: str     # typed, live (the form's formulas), sums (bare SUMs, for kinds that leave no figure)
    kind: str
    culprits: set
    typed: dict     # what somebody typed
    changed: dict   # with the totals that follow
    of: str         # input, total or rate: what the wrong cell is

    def form(self):
        return next(iter(self.culprits))[0]


class World:
    def __init__(self, root, seed):
        self.model = Model(os.path.join(root, "Templates"))
        self.rules = Rules(self.model)
        self.judge = Judge(self.rules)
        self.values = clean(self.model, seed)
        self.seed = seed
        samples = os.path.join(root, "Samples", "clean")
        self.books = {}
        for format, kind, name in [("xlsx", Xlsx, "ly-son-2025.xlsx"), ("ods", Ods, "tan-khai-2025.ods")]:
            for totals in ("typed", "live", "sums"):
                self.books[format, totals] = kind(self.model, os.path.join(samples, name)).prepare(self.values, totals)
        self.books["csv", "typed"] = Csv(self.model, self.books["xlsx", "typed"]).prepare(self.values)
        self.around = Around(self.model, self.books["xlsx", "typed"])
        self.live = {
            totals: Live(self.model, self.books["xlsx", totals], self.values, bare=totals == "sums") for totals in ("live", "sums")}

    def names(self, forms, formats, totals, kinds):
        """All mutants as (format, totals, kind, cell), of typed totals the totals too; what changes nothing is among them."""
        return [
            (format, how, kind, cell) for format, how in self.books if format in formats and how in totals
            for form in self.model.forms if not forms or form in forms
            for cell in (self.model.open_cells(form) if how == "typed" else self.model.input_cells(form))
            for kind in KINDS if (not kinds or kind in kinds) and (how != "sums" or kind in NO_FIGURE)]

    def of(self, cell):
        if cell in self.around.inputs:
            return "input"
        return "rate" if self.model.rows[cell[0]][cell[1]].numerator else "total"

    def mutant(self, name):
        format, totals, kind, cell = name
        typed = KINDS[kind](self.values, cell, self.around, random.Random(f"{self.seed} {kind} {cell}"))
        return typed and self.made(format, totals, kind, typed)

    def made(self, format, totals, kind, typed):
        typed = {cell: value for cell, value in typed.items() if value != self.values[cell]}
        changed = self.live[totals].after(typed) if totals in self.live else typed
        return Mutant(format, totals, kind, set(typed), typed, changed, self.of(next(iter(typed)))) if typed else None

    def double(self, random, format, totals):
        """Two independent mistakes in cells of one form."""
        while True:
            form = random.choice(list(self.model.forms))
            cells = random.sample(self.model.input_cells(form), 2)
            both = [self.mutant((format, totals, random.choice([kind for kind in KINDS if kind not in PAIRED]), cell)) for cell in cells]
            if all(both):
                return self.made(format, totals, "double", both[0].typed | both[1].typed)


NO_FIGURE = ("blank", "ellipsis", "x", "text", "letter")  # where a bare SUM differs from the form's own
PAIRED = ("swap-right", "swap-below", "shift")


def unit(number):
    """A commune that is in no list but ours."""
    many = len(SYLLABLES)
    words = SYLLABLES[number // many // many % many], SYLLABLES[number // many % many], SYLLABLES[number % many]
    return f"{10001 + number}", "Xã " + " ".join(words)


def templates(root, folder, many):
    """The shipped templates with units of our own, one for each file, so that no file is the neighbour of another."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(os.path.join(root, "Templates"), folder)
    units = os.path.join(folder, "units")
    for place, _, names in os.walk(units):
        for name in names:
            if name.endswith(".csv") and os.path.basename(place) in ("units", "successions"):
                os.remove(os.path.join(place, name))
    with open(os.path.join(units, "99-thu.csv"), "w", encoding="utf-8") as file:
        file.write("code,name,aliases,parent_code,level,valid_from,valid_to,confidence,source\n99,Tỉnh Thử,,,tỉnh,,,sourced,thử\n")
        for number in range(many):
            code, name = unit(number)
            file.write(f"{code},{name},,99,xã,,,sourced,thử\n")
    return folder
