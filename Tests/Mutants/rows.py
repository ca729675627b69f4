"""Whom each row of a form counts, by the indicator's definition (indicators.csv, numerator_vi and denominator_vi).

`below` is true for a denominator; `suffix` is the letter of a group.
"""


def years(low, high, people, wanted=lambda one: True):
    return [one for one in people if low <= one.months // 12 < high and wanted(one)]


def within(suffix, name):
    return lambda one: not suffix or suffix in (getattr(one, name) or "")


def some(people, wanted, all):
    """The denominator counts all, the numerator those of them that are wanted."""
    return people if all else [one for one in people if wanted(one)]


def circumstances(commune, suffix, below):
    if below:
        return commune.children
    return [one for one in commune.children if one.circumstances and within(suffix, "circumstances")(one)]


def supported(commune, suffix, below):
    special = [one for one in commune.children if one.circumstances and within(suffix, "circumstances")(one)]
    return some(special, lambda one: one.supported, below)


def injured(commune, suffix, below):
    return some(commune.children, lambda one: one.cause and within(suffix, "cause")(one), below)


def killed(commune, suffix, below):
    return some(commune.children, lambda one: one.died and within(suffix, "cause")(one), below)


def thin(commune, suffix, below):
    weighed = [one for one in commune.children if one.weighed]
    return some(weighed, lambda one: one.thin and within(suffix, "thin")(one), below)


def died_young(commune, suffix, below):
    return commune.births if below else [one for one in commune.births if one.death] + commune.toddlers


def adopted(commune, suffix, below):
    return [one for one in commune.adopted if not suffix or suffix in one.age + one.place]


def serves(commune, suffix, below):
    return [one for one in commune.services if not suffix or suffix in one.owner + one.scope]


def nursery(commune, suffix, below):
    small = [one for one in commune.children if 3 <= one.months <= 36]
    return some(small, lambda one: one.nursery and within(suffix, "nursery")(one), below)


def kindergarten(low):
    return lambda commune, suffix, below: some(
        years(low, 6, commune.children), lambda one: one.kindergarten and within(suffix, "kindergarten")(one), below)


def right_level(commune, suffix, below):
    low, high = {"": (6, 15), "a": (6, 11), "b": (11, 15)}[suffix]
    return some(years(low, high, commune.children), lambda one: one.right_level, below)


def on_track(commune, suffix, below):
    low, high = {"": (2, 5), "a": (2, 4), "b": (3, 5)}[suffix]
    return some(years(low, high, commune.children), lambda one: one.on_track, below)


def school(name, all):
    def rows(commune, suffix, below):
        places = [one for one in commune.places if (all or one.school) and (not suffix or one.level == suffix)]
        return some(places, lambda one: getattr(one, name), below)
    return rows


def abused(code):
    return lambda commune, suffix, below: [
        one for one in commune.abused if (code is None or code in one.forms) and within(suffix, "settings")(one)]


def aged(low, high, name, people="children"):
    return lambda commune, suffix, below: some(
        years(low, high, getattr(commune, people)), lambda one: getattr(one, name), below)


def pupils(low, high, name):
    return lambda commune, suffix, below: some(
        years(low, high, commune.children, lambda one: one.enrolled), lambda one: getattr(one, name), below)


ROWS = {
    ("TE-01", "0101"): lambda commune, suffix, below: commune.children,
    ("TE-01", "0102"): lambda commune, suffix, below: [one for one in commune.births if one.male is not below],
    ("TE-01", "0103"): lambda commune, suffix, below: commune.births,
    ("TE-01", "0104"): aged(0, 5, "registered"),
    ("TE-01", "0106"): aged(0, 16, "poor"),
    ("TE-01", "0107"): aged(0, 9, "served"),
    ("TE-02", "0201"): lambda commune, suffix, below: some(commune.births, lambda one: one.death == "neonatal", below),
    ("TE-02", "0202"): died_young,
    ("TE-02", "0203"): lambda commune, suffix, below: some(commune.births, lambda one: one.death, below),
    ("TE-02", "0204"): thin,
    ("TE-02", "0205"): lambda commune, suffix, below: some([one for one in commune.children if one.weighed], lambda one: one.heavy, below),
    ("TE-02", "0206"): aged(0, 1, "vaccinated"),
    ("TE-02", "0207"): aged(0, 5, "vaccinated"),
    ("TE-02", "0209"): lambda commune, suffix, below: some([one for one in commune.births if one.weighed], lambda one: one.light, below),
    ("TE-02", "0210"): lambda commune, suffix, below: some([one for one in commune.children if one.months < 6], lambda one: one.on_track, below),
    ("TE-02", "0211"): aged(0, 6, "insured"),
    ("TE-03", "0301"): circumstances, ("TE-03", "0302"): supported,
    ("TE-03", "0303"): injured, ("TE-03", "0304"): killed,
    ("TE-03", "0305"): lambda commune, suffix, below: killed(commune, "a", False),
    ("TE-03", "0306"): aged(5, 18, "works", "people"),
    ("TE-03", "0307"): lambda commune, suffix, below: commune.marriages,
    ("TE-03", "0308"): lambda commune, suffix, below: some(commune.flooded, lambda one: one.insured, below),
    ("TE-03", "0309"): lambda commune, suffix, below: [one for one in commune.cared if not suffix or one.form == suffix],
    ("TE-03", "0310"): adopted,
    ("TE-03", "0311"): lambda commune, suffix, below: commune.staff,
    ("TE-03", "0312"): serves,
    ("TE-04", "0401"): nursery, ("TE-04", "0402"): kindergarten(3), ("TE-04", "0403"): kindergarten(5),
    ("TE-04", "0404"): aged(10, 11, "completed"), ("TE-04", "0405"): aged(14, 15, "completed"),
    ("TE-04", "0406"): pupils(6, 11, "left"), ("TE-04", "0407"): pupils(11, 15, "left"),
    ("TE-04", "0413"): right_level, ("TE-04", "0408"): on_track,
    ("TE-04", "0409"): lambda commune, suffix, below: some([one for one in commune.children if one.learns], lambda one: one.reached, below),
    ("TE-04", "0410"): school("psychology", False), ("TE-04", "0411"): school("access", False), ("TE-04", "0412"): school("toilet", True),
    ("TE-06", "0601"): aged(7, 16, "asked"), ("TE-06", "0602"): aged(0, 16, "taught"),
    ("TE-06", "0603"): aged(11, 16, "model"), ("TE-06", "0605"): aged(0, 16, "online"),
    ("XH-01", "0101"): abused(None),
    ("XH-01", "0102"): abused("0102"), ("XH-01", "0103"): abused("0103"), ("XH-01", "0104"): abused("0104"),
    ("XH-01", "0105"): abused("0105"), ("XH-01", "0106"): abused("0106"),
    ("XH-01", "0107"): lambda commune, suffix, below: commune.children if below else commune.abused,
    ("XH-01", "0108"): lambda commune, suffix, below: some(commune.abused, lambda one: one.helped, below),
    ("XH-01", "0109"): lambda commune, suffix, below: [one for one in commune.cases if not suffix or suffix in one.kinds],
    ("XH-01", "0110"): lambda commune, suffix, below: [one for one in commune.offenders if not suffix or suffix in one.ties],
}
