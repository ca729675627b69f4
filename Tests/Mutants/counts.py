"""Counts judgements and prints them as tables for people."""
from kinds import KINDS
from mutants import PAIRED

HEADS = ["mutants", "detected", "silent", "missed", "first", "own", "three", "named", "unnamed", "false", "mean", "most"]


class Tally:
    """Of the mutants of one kind. Shares of first, three, named are of those detected; `missed` broke a rule and were
    silent; mean and most are findings of mutants with one wrong cell."""

    def __init__(self):
        self.many = self.detected = self.missed = self.legal = self.false = self.first = self.own = self.three = self.named = 0
        self.findings = self.single = self.most = self.fair = self.fair_three = 0

    def add(self, kind, judgement):
        self.many += 1
        self.legal += judgement["legal"]
        self.false += judgement["false"]
        if not judgement["detected"]:
            self.missed += judgement["breaks"]
            return
        self.detected += 1
        for name in ("first", "own", "three", "named"):
            setattr(self, name, getattr(self, name) + judgement[name])
        self.fair += 1 / judgement["alike"]
        self.fair_three += min(1, 3 / judgement["alike"])
        if kind not in PAIRED:
            self.single += 1
            self.findings += judgement["findings"]
            self.most = max(self.most, judgement["findings"])

    def share(self, name):
        return getattr(self, name) / self.detected if self.detected else 1.0

    def mean(self):
        return self.findings / self.single if self.single else 0.0

    def line(self):
        return {
            "mutants": self.many, "detected": self.detected, "silent": self.many - self.detected, "missed": self.missed,
            "legal": self.legal, "first": round(self.share("first"), 4), "own": round(self.share("own"), 4),
            "three": round(self.share("three"), 4), "named": round(self.share("named"), 4), "unnamed": self.detected - self.named,
            "false": self.false, "even": [round(self.share("fair"), 4), round(self.share("fair_three"), 4)], "mean": round(self.mean(), 3), "most": self.most}


def tallies(results, key):
    found = {}
    for mutant, judgement, _ in results:
        if judgement:
            found.setdefault(key(mutant), Tally()).add(mutant.kind, judgement)
    return found


def table(title, found):
    if not found:
        return
    print(f"\n{title:<20}" + "".join(f"{head:>9}" for head in HEADS))
    for name, tally in found.items():
        line, many = tally.line(), max(tally.many, 1)
        values = [
            str(line["mutants"]), f"{100 * line['detected'] / many:.1f}%", f"{100 * line['silent'] / many:.1f}%", str(line["missed"]),
            *(f"{100 * line[head]:.1f}%" for head in ("first", "own", "three", "named")), str(line["unnamed"]), str(line["false"]),
            f"{line['mean']:.2f}", str(line["most"])]
        print(f"{name:<20}" + "".join(f"{value:>9}" for value in values))


def ordered(found, names):
    return {name: found[name] for name in names if name in found}


def show_fair(summary):
    """What logic alone reaches: a guess among the cells that explain a mutant as well as the wrong one."""
    for totals, sections in summary.items():
        for name, line in sections["all"].items():
            print(f"an even guess among the cells that explain it, {totals}, {name}: first {100 * line['even'][0]:.1f}%, three {100 * line['even'][1]:.1f}%")


def show(model, results):
    """The tables; what they were made from, for JSON. All but the first are of input cells."""
    summary = {}
    for totals in ("typed", "live", "sums"):
        part = [result for result in results if result[0].totals == totals]
        if not part:
            continue
        inputs = [result for result in part if result[0].of == "input"]
        summary[totals] = sections = {
            "all": ordered(tallies(part, lambda mutant: mutant.of), ["input", "total", "rate"]),
            "format": ordered(tallies(inputs, lambda mutant: mutant.format), ["xlsx", "ods", "csv"]),
            "form": ordered(tallies(inputs, lambda mutant: mutant.form()), model.forms),
            "kind": ordered(tallies(inputs, lambda mutant: mutant.kind), KINDS)}
        for name, section in sections.items():
            table(f"{totals} totals: {name}", section)
    print(
        "\nfirst: the wrong cell is the first finding's own or the first it names; own: its own; three: among the first three cells;"
        "\nthese and named are shares of the detected. missed: a rule of the YAML is broken and nothing is said. false: a finding that"
        "\nnames no cell in any equation with what changed, or an error where all rules still hold. mean, most: findings per wrong cell.")
    return {totals: {name: {key: tally.line() for key, tally in section.items()} for name, section in sections.items()}
            for totals, sections in summary.items()}


def silent(results):
    """The cells in which a kind of mistake stays silent: {totals: {kind: [cells]}}."""
    holes = {}
    for mutant, judgement, _ in results:
        if judgement and not judgement["detected"] and mutant.format != "csv" and mutant.of == "input":
            cell = " ".join(next(iter(mutant.culprits))) if len(mutant.culprits) == 1 else " & ".join(sorted(" ".join(cell) for cell in mutant.culprits))
            holes.setdefault(mutant.totals, {}).setdefault(mutant.kind, set()).add(cell)
    return {totals: {kind: sorted(cells) for kind, cells in kinds.items()} for totals, kinds in holes.items()}


def show_silent(holes):
    """How many cells each kind stays silent in, and which for the two that no honest rule should let pass by the dozen."""
    for totals, kinds in holes.items():
        print(f"\ncells (of XLSX and ODS) in which it stays silent, {totals}: " + ", ".join(f"{kind} {len(cells)}" for kind, cells in kinds.items()))
        for kind in ("x10", "+1"):
            cells = kinds.get(kind, [])
            if cells:
                print(f"  {kind}: " + "; ".join(cells[:40]) + ("; ..." if len(cells) > 40 else ""))
