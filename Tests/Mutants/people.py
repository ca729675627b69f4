"""A commune made up child by child: whatever is counted of it agrees, because it is counted of the same children.

5,000 children, 17,000 people, 24 villages, made from one seed. `figure(form, code, column)` counts.
"""
import random
import re
from types import SimpleNamespace as Thing

AGES = {"age=under-6": (0, 6), "age=6-to-under-11": (6, 11), "age=11-to-under-16": (11, 16)}
WAYS = {
    "sex=male": lambda one: one.male, "sex=female": lambda one: not one.male,
    "residence=urban": lambda one: one.urban, "residence=rural": lambda one: not one.urban,
    "ethnicity=minority": lambda one: one.minority, "disability=disabled": lambda one: one.disabled,
}
CIRCUMSTANCES = {
    "a": 46, "b": 23, "c": 31, "d": 0, "đ": 12, "e": 27, "g": 14, "h": 38, "i": 25, "k": 17, "l": 13, "m": 11, "n": 64, "o": 19}
CAUSES = [("a", 14, 3), ("b", 41, 4), ("c", 62, 2), ("d", 17, 1), ("đ", 26, 1), ("e", 33, 1), ("g", 21, 1)]
FORMS = "bcdeg"
ABUSE = {"0102": 34, "0103": 13, "0104": 21, "0105": 17, "0106": 12}


def counts(column, one):
    if column == "total":
        return True
    if column in AGES:
        low, high = AGES[column]
        return low <= one.months // 12 < high
    return WAYS[column](one)


class Commune:
    def __init__(self, seed):
        self.random = random.Random(f"commune {seed}")
        self.people = [self.person(age) for age in range(18) for _ in range(300 + 7 * (age * 5 % 9))]
        self.children = [one for one in self.people if one.months < 192]
        self.births = [self.birth(male, urban) for male, urban, many in [
            (True, True, 62), (False, True, 56), (True, False, 98), (False, False, 89)] for _ in range(many)]
        self.circumstances()
        self.injuries()
        self.abuse()
        self.care()
        self.schools()

    def chance(self, share):
        return self.random.random() < share

    def person(self, age):
        one = Thing(
            months=12 * age + self.random.randrange(12), male=self.chance(0.515), urban=self.chance(0.34),
            minority=self.chance(0.27), disabled=age < 16 and self.chance(0.024), circumstances=set(), supported=False,
            cause=None, died=False, forms=set(), settings=set())
        one.registered = self.chance(0.97)
        one.poor = self.chance(0.13)
        one.served = self.chance(0.84)
        one.weighed = age < 5 and self.chance(0.95)
        one.thin = {name for name, share in (("a", 0.09), ("b", 0.14), ("c", 0.05)) if one.weighed and self.chance(share)}
        one.heavy = one.weighed and not one.thin and self.chance(0.07)
        one.vaccinated = self.chance(0.93)
        one.insured = self.chance(0.98)
        one.works = 5 <= age and self.chance(0.031)
        one.nursery = self.random.choices([None, "a", "b"], [64, 23, 13])[0]
        one.kindergarten = self.random.choices([None, "a", "b"], [8, 68, 24])[0]
        one.enrolled, one.right_level = self.chance(0.975), self.chance(0.955)
        one.left = self.chance(0.015)
        one.completed = self.chance(0.96)
        one.on_track = self.chance(0.88)
        one.asked, one.taught, one.model, one.online = (self.chance(share) for share in (0.41, 0.68, 0.37, 0.63))
        return one

    def birth(self, male, urban):
        return Thing(male=male, urban=urban, months=0, minority=False, disabled=False, weighed=self.chance(0.96), light=self.chance(0.09), death=None)

    def pick(self, list, many, wanted=lambda one: True):
        return self.random.sample([one for one in list if wanted(one)], many)

    def circumstances(self):
        for letter, many in CIRCUMSTANCES.items():
            for one in self.pick(self.children, many):
                one.circumstances.add(letter)
        for one in self.children:
            if one.disabled:
                one.circumstances.add("d")
            one.supported = bool(one.circumstances) and self.chance(0.86)
            one.learns = one.disabled and self.chance(0.7)
            one.reached = self.chance(0.72)

    def injuries(self):
        for letter, many, dead in CAUSES:
            hurt = self.pick(self.children, many, lambda one: one.cause is None)
            for place, one in enumerate(hurt):
                one.cause, one.died = letter, place < dead
        for place, one in enumerate(self.pick(self.births, 5)):
            one.death = "neonatal" if place < 2 else "infant"
        self.toddlers = [Thing(male=male, months=30) for male in (True, True, False)]

    def abuse(self):
        for code, many in ABUSE.items():
            for one in self.pick(self.children, many):
                one.forms.add(code)
        for one in self.pick(self.children, 11, lambda one: not one.forms):
            one.forms.add("other")
        self.abused = [one for one in self.children if one.forms]
        for one in self.abused:
            one.settings = set(self.random.choices("abcdđ", [30, 22, 20, 18, 10], k=self.random.choice([1, 1, 2])))
            one.helped = self.chance(0.85)
        self.cases = [
            Thing(kinds=set(self.random.choices("abcdđe", [30, 14, 24, 15, 9, 8], k=self.random.choice([1, 1, 2])))) for _ in range(73)]
        self.offenders = [
            Thing(male=self.chance(0.8), ties=set(self.random.choices("abcdđ", [30, 15, 28, 17, 10], k=self.random.choice([1, 1, 1, 2]))))
            for _ in range(68)]
        self.fined = self.random.sample(self.offenders, 43)
        for place, one in enumerate(self.fined):
            one.ways = set(self.random.choices("acd", k=self.random.choice([0, 1, 1] if place < 26 else [1, 2])))
            one.ways |= {"b"} if place < 26 else set()
        self.victims = self.random.sample(self.abused, 39)

    def care(self):
        self.adopted = [
            Thing(male=self.chance(0.5), age=self.random.choice("abcd"), place=self.random.choice("đđđe")) for _ in range(16)]
        self.cared = [Thing(male=self.chance(0.5), form=form) for form in "a" * 27 + "b" * 14 + "d" * 18]
        self.cared += [Thing(male=one.male, form="c") for one in self.adopted]
        self.staff = [Thing(male=place < 12) for place in range(27)]
        self.marriages = [Thing(minority=place < 13) for place in range(21)]
        self.services = [Thing(owner="a" if place < 13 else "b", scope="c" if place % 3 else "d") for place in range(19)]

    def schools(self):
        self.places = [
            Thing(level=level, psychology=self.chance(0.5), access=self.chance(0.6), toilet=self.chance(0.8), school=place < many)
            for level, many, more in [("a", 14, 5), ("b", 13, 0), ("c", 12, 0), ("d", 3, 0), ("đ", 2, 0)]
            for place in range(many + more)]
        self.flooded = self.random.sample(self.children, 264)

    def figure(self, form, code, column):
        """What the cell of a row of counts says."""
        if form in ("TE-05", "XH-02") or code in ("0103.MS", "0105.TS", "0105.MS", "0208.MS", "0208.TS"):
            return self.plain(form, code, column)
        base, suffix, measure = re.fullmatch(r"(\d{4})([a-zđ]?)(?:\.(TS|MS))?", code).groups()
        return sum(counts(column, one) for one in self.counted(form, base, suffix, measure == "MS"))

    def plain(self, form, code, column):
        if form == "XH-02" and code[:4] in ("0202", "0203"):
            list = self.fined if code[:4] == "0202" else self.victims
            return sum(counts(column, one) for one in list if not code[4:] or code[4:] in one.ways)
        if code == "0103.MS":
            return {"total": 17263, "residence=urban": 5872, "residence=rural": 11391}[column]
        return {
            "0105.TS": 1, "0105.MS": 1, "0208.TS": 1, "0208.MS": 12, "0501.TS": 21, "0501.MS": 24, "0502.TS": 1, "0502.MS": 1,
            "0201": 31, "0204": 148500000}[code]

    def counted(self, form, base, suffix, below):
        from rows import ROWS
        return ROWS[form, base](self, suffix, below)
