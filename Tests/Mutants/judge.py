"""What a program said of one mutant, against what was changed in it."""


def cells_of(finding):
    """The cells a finding names, its own first, as (sheet, cell)."""
    named = [(finding.get("sheet"), finding.get("cell"))]
    named += [(other.get("sheet"), other.get("cell")) for other in finding.get("related") or []]
    return [place for place in named if place[1]]


def distinct(findings):
    return list(dict.fromkeys(place for finding in findings for place in cells_of(finding)))


class Judge:
    def __init__(self, rules):
        self.rules = rules

    def broken(self, values, changed):
        """The rules of the YAML that these figures break, and whether a figure is gone (blank, text, sign)."""
        found, missing = [], False
        for cell in changed:
            missing = missing or not isinstance(changed[cell], float)
            for equation in self.rules.at.get(cell, []):
                figures = [changed.get(other, values.get(other)) for other in equation.cells]
                if equation.holds([figure if isinstance(figure, float) else None for figure in figures]) is False:
                    found.append(equation)
        return found, missing

    def judge(self, values, changed, culprits, findings, cell_at, sheet_form):
        """`changed` is all that differs from the clean file, `culprits` the cells somebody typed."""
        def cell(place):
            return cell_at.get((sheet_form.get(place[0], place[0]), place[1]))

        broken, missing = self.broken(values, changed)
        named = [cell(place) for place in distinct(findings)]
        near = self.rules.near(changed)
        first = [cell(place) for place in cells_of(findings[0])] if findings else []
        own = bool(findings) and bool(findings[0].get("cell")) and first[0] in culprits
        strangers = [
            finding for finding in findings if cells_of(finding) and not any(cell(place) in near for place in cells_of(finding))]
        legal = not broken and not missing
        errors = [finding for finding in findings if finding.get("severity") == "error"]
        return {
            "detected": bool(findings), "own": own, "first": bool(set(first[:2]) & culprits),
            "three": bool(set(named[:3]) & culprits), "named": bool(set(named) & culprits),
            "every": culprits <= set(named), "findings": len(findings), "legal": legal, "breaks": bool(broken),
            "false": bool(strangers) or (legal and bool(errors)),
        }
