"""How many cells would explain a mutant as well as the wrong one: what an even guess among them would reach.

A cell explains it when one other figure in it makes every rule of the YAML hold again, totals that are formulas following.
"""


class Fair:
    def __init__(self, world):
        self.world, self.rules = world, world.rules

    def alike(self, mutant):
        """The cells that explain the mutant alone; None where the mistake shows by itself or no rule is broken."""
        if len(mutant.typed) > 1 or any(not isinstance(value, float) or value < 0 or not value.is_integer() for value in mutant.typed.values()):
            return None
        values = self.world.values | mutant.changed
        broken = [equation for cell in mutant.changed for equation in self.rules.at.get(cell, []) if not self.holds(equation, values)]
        if not broken:
            return None
        live = self.world.live.get(mutant.totals)
        behind = {cell for equation in broken for cell in equation.cells}
        if live:
            behind = {source for cell in behind for source in self.sources(live, cell)}
        return {cell for cell in behind if isinstance(values.get(cell), float) and self.explains(cell, values, broken, live)}

    def sources(self, live, cell):
        formula = live.formulas.get(cell)
        if formula is None:
            yield cell
        else:
            for read in formula.at_cells.values():
                yield from self.sources(live, read)

    @staticmethod
    def holds(equation, values):
        figures = [values.get(cell) for cell in equation.cells]
        return equation.holds([figure if isinstance(figure, float) else None for figure in figures]) is not False

    def after(self, cell, figure, values, live):
        changed = {cell: figure}
        if live:
            for reader in live.order(changed):
                formula = live.formulas[reader]
                changed[reader] = formula.value(
                    lambda name: changed.get(formula.at_cells[name], values.get(formula.at_cells[name], "x")))
        return changed

    def explains(self, cell, values, broken, live):
        """Whether one figure in the cell mends all; sums, sameness and rates say which, else any figure that may do."""
        now = values[cell]
        wanted = [figure for equation in broken for figure in self.answers(equation, cell, values, live)]
        for figure in dict.fromkeys(wanted):
            if figure == now or figure < 0:
                continue
            changed = self.after(cell, figure, values, live)
            touched = {equation for other in changed for equation in self.rules.at.get(other, [])} | set(broken)
            if all(self.holds(equation, values | changed) for equation in touched):
                return True
        return False

    def answers(self, equation, cell, values, live):
        """Figures of a cell that might make an equation hold: the ones its difference asks for."""
        gap = self.gap(equation, values)
        if gap is None:
            return
        step = self.gap(equation, values | self.after(cell, values[cell] + 1, values, live))
        if step is not None and step != gap:
            figure = values[cell] - gap / (step - gap)
            yield float(round(figure))
            yield float(round(figure, 2))

    @staticmethod
    def gap(equation, values):
        figures = [values.get(cell) for cell in equation.cells]
        if not all(isinstance(figure, float) for figure in figures) or len(figures) < 2:
            return None
        if equation.multiplier:
            return figures[0] - figures[1] * equation.multiplier / figures[2] if figures[2] else None
        return figures[0] - sum(figures[1:])
