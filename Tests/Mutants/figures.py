"""The clean figures of a commune, and what live totals become when one of them is another."""
from books import plain
from formulas import Formula, name_of, rounded
from people import Commune


def clean(model, seed):
    """Every open cell of every form: counts of one commune's people, rates of those counts; None is a blank."""
    commune, values = Commune(seed), {}
    rows = [row for form in model.forms for row in model.rows[form].values()]
    for row in rows:
        for column in row.open:
            if not row.numerator:
                values[row.form, row.code, column] = float(commune.figure(row.form, row.code, column))
    for row in rows:
        for column in row.open if row.numerator else []:
            top, bottom = (values[row.form, code, column] for code in (row.numerator, row.denominator))
            values[row.form, row.code, column] = rounded(top * row.multiplier / bottom, 2) if bottom else None
    return values


class Live:
    """The formulas of a book over cells of the model, sums bare or as the form has them."""

    def __init__(self, model, book, values, bare=False):
        self.values, self.formulas, self.readers = values, {}, {}
        for form in model.forms:
            for place, text in book.grids[form].formulas.items():
                cell = book.cell_at.get((form, name_of(*place)))
                if cell:
                    formula = Formula(plain(text) if bare else text)
                    self.formulas[cell] = formula
                    formula.at_cells = {name: book.cell_at[form, name] for name in formula.cells}
                    for read in formula.at_cells.values():
                        self.readers.setdefault(read, []).append(cell)
        wanted = {(row.form, row.code, column) for form in model.forms for row in model.rows[form].values() for column in row.computed}
        if wanted != set(self.formulas):
            raise ValueError(f"computed cells: {sorted(wanted ^ set(self.formulas))[:9]}")
        for cell in self.formulas:
            if self.value(cell, {}) != (values[cell] if values[cell] is not None else ""):
                raise ValueError(f"{cell}: {self.value(cell, {})} by its formula, {values[cell]} by the model")

    def value(self, cell, changed):
        formula = self.formulas[cell]

        def get(name):
            read = formula.at_cells[name]
            return changed[read] if read in changed else self.values.get(read, "x")
        return formula.value(get)

    def after(self, changed):
        """The changed cells and all totals that change with them."""
        changed = dict(changed)
        order = self.order(changed)
        for cell in order:
            value = self.value(cell, changed)
            if value != (self.values[cell] if self.values[cell] is not None else ""):
                changed[cell] = value
        return changed

    def order(self, changed):
        found, done = [], set()

        def visit(cell):
            for reader in self.readers.get(cell, []):
                if reader not in done:
                    done.add(reader)
                    visit(reader)
                    found.append(reader)
        for cell in changed:
            visit(cell)
        return found[::-1]
