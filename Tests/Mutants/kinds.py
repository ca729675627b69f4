"""The kinds of mistake. Each takes the commune's figures and a cell, and gives the cells it changes, or None."""


class Around:
    """The neighbours of input cells, as they stand in the sheet."""

    def __init__(self, model, book):
        self.inputs = {cell for form in model.forms for cell in model.input_cells(form)}
        self.at = {(cell[0], *book.places[cell]): cell for cell in self.inputs}
        self.all = {(cell[0], *place): cell for cell, place in book.places.items()}
        self.places = book.places

    def beside(self, cell, right, down):
        column, row = self.places[cell]
        return self.at.get((cell[0], column + right, row + down))

    def above(self, cell):
        column, row = self.places[cell]
        return self.all.get((cell[0], column, row - 1))


def digits(value):
    return str(int(value))


def set_to(change):
    def kind(values, cell, around, random):
        new = None if values[cell] is None else change(values[cell], random)
        return None if new is None or new == values[cell] else {cell: new}
    return kind


def gone(values, cell, around, random):
    return None if values[cell] is None else {cell: None}


def on_digits(change):
    def one(value, random):
        text = change(digits(value), random) if value.is_integer() else None
        return float(text) if text else None
    return set_to(one)


def lost(text, random):
    place = random.randrange(len(text))
    return text[:place] + text[place + 1:]


def doubled(text, random):
    place = random.randrange(len(text))
    return text[:place + 1] + text[place:] if text != "0" else None


def transposed(text, random):
    places = [place for place in range(len(text) - 1) if text[place] != text[place + 1]]
    if not places:
        return None
    place = random.choice(places)
    return text[:place] + text[place + 1] + text[place] + text[place + 2:]


def other_digit(text, random):
    place = random.randrange(len(text))
    return text[:place] + random.choice([digit for digit in "0123456789" if digit != text[place]]) + text[place + 1:]


def letter_for_digit(value, random):
    text = digits(value) if value.is_integer() else ""
    if "0" in text:
        return text.replace("0", "O")
    return text.replace("1", "l") if "1" in text else None


def tenth_more(value, random):
    return float(round(value * 1.1, 0 if value.is_integer() else 2)) if value else None


def swapped(right, down):
    def kind(values, cell, around, random):
        other = around.beside(cell, right, down) if cell in around.inputs else None
        if other is None or values[other] == values[cell]:
            return None
        return {cell: values[other], other: values[cell]}
    return kind


def shifted(values, cell, around, random):
    """From here to the row's end every figure stands one column too far right; the last is lost."""
    row, place = [cell], cell
    while place := around.beside(place, 1, 0):
        row.append(place)
    if len(row) < 2 or cell not in around.inputs:
        return None
    changed = {cell: None} | {there: values[here] for here, there in zip(row, row[1:]) if values[here] != values[there]}
    return changed


def copied(values, cell, around, random):
    above = around.above(cell)
    value = values.get(above) if above else None
    return None if not isinstance(value, float) or cell not in around.inputs or value == values[cell] or not value.is_integer() else {cell: value}


KINDS = {
    "+1": set_to(lambda value, random: value + 1),
    "-1": set_to(lambda value, random: value - 1),
    "+10%": set_to(tenth_more),
    "x10": set_to(lambda value, random: value * 10),
    "/10": set_to(lambda value, random: value / 10),
    "x100": set_to(lambda value, random: value * 100),
    "x1000": set_to(lambda value, random: value * 1000),
    "lost": on_digits(lost),
    "doubled": on_digits(doubled),
    "transposed": on_digits(transposed),
    "digit": on_digits(other_digit),
    "sign": set_to(lambda value, random: -value),
    "swap-right": swapped(1, 0),
    "swap-below": swapped(0, 1),
    "shift": shifted,
    "copied": copied,
    "blank": gone,
    "ellipsis": set_to(lambda value, random: "…"),
    "x": set_to(lambda value, random: "x"),
    "zero": set_to(lambda value, random: 0.0),
    "text": set_to(lambda value, random: digits(value) + " em"),
    "letter": set_to(letter_for_digit),
}
