"""The chart of growth as SVG: time above, memory below; rows, files and findings side by side."""

import math
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 1080, 596
LEFT, TOP, GAP_X, GAP_Y = 76, 86, 158, 70
PANEL_WIDTH, PANEL_HEIGHT = 196, 190
COLOURS = ["#2f6fb7", "#c2541b", "#2e8b57", "#8a4fae"]
DARK_COLOURS = ["#6aa9ee", "#f08a4b", "#5fc48d", "#c493e6"]
KINDS = [("rows", "rows of a sheet of 20 columns"), ("files", "files, a form of 434 figures each"),
         ("findings", "findings, one a record")]
STYLE = """
  text { font: 12px system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif; fill: #57606a }
  .card { fill: #ffffff; stroke: #d0d7de }
  .title { font-size: 18px; font-weight: 600; fill: #1f2328 }
  .panel { font-size: 13px; font-weight: 600; fill: #1f2328 } .label { font-weight: 600 }
  .grid { stroke: #e6eaef } .axis { stroke: #8c959f }
  .linear { stroke: #8c959f; stroke-dasharray: 2 4 }
  .line { fill: none; stroke-width: 2; stroke-linejoin: round } .tick { font-size: 11px }
"""


def style():
    """The sheet of styles: each series in its colour, lighter ones on a dark page."""
    def colours(values):
        return "".join(
            f".s{i} {{ stroke: {value} }} .p{i} {{ fill: {value} }} text.l{i} {{ fill: {value} }}"
            for i, value in enumerate(values))
    dark = (".card { fill: #0d1117; stroke: #30363d } text { fill: #9198a1 } "
            ".title, .panel { fill: #f0f6fc } .grid { stroke: #21262d } "
            ".axis, .linear { stroke: #6e7681 }" + colours(DARK_COLOURS))
    return (f"<style>{STYLE}{colours(COLOURS)}"
            f"@media (prefers-color-scheme: dark) {{ {dark} }}</style>")


class Axis:
    """A logarithmic axis over whole powers of ten around some values."""

    def __init__(self, values, start, length, least_decades=1, snug=False):
        values = [value for value in values if value > 0] or [1, 10]
        low, high = math.log10(min(values)), math.log10(max(values))
        self.low = math.floor(low + 1e-9)
        self.high = high if snug else math.ceil(high - 1e-9)
        if self.high - self.low < least_decades:
            self.high = self.low + least_decades
        self.start, self.length = start, length

    def place(self, value):
        share = (math.log10(max(value, 1e-9)) - self.low) / (self.high - self.low)
        return self.start + share * self.length

    def ticks(self):
        return [10.0 ** power for power in range(self.low, math.floor(self.high + 1e-9) + 1)]


def amount(value, what):
    """A tick's label: 10 k; 10 s; 10 ms; 100 MiB."""
    if what == "time":
        return f"{value:,.0f} s" if value >= 1 else f"{value * 1000:,.0f} ms"
    if what == "memory":
        return f"{value:,.0f} MiB"
    return next((f"{value / unit:,.0f} {name}" for unit, name in ((1e6, "M"), (1e3, "k"))
                 if value >= unit), f"{value:,.0f}")


def panel(kind, what, series, x0, y0, title):
    """One small chart: all series of a kind, their times or their memory."""
    field = "wall" if what == "time" else "peak"
    series = [one for one in series if one["kind"] == kind and one["points"]]
    if not series:
        return ""
    sizes = [point["size"] for one in series for point in one["points"]]
    values = [point[field] for one in series for point in one["points"]]
    if what == "memory":
        values += [10, 1000]
    x = Axis(sizes, x0, PANEL_WIDTH, snug=True)
    y = Axis(values, y0 + PANEL_HEIGHT, -PANEL_HEIGHT)
    bottom, right = y0 + PANEL_HEIGHT, x0 + PANEL_WIDTH
    parts = [f'<text class="panel" x="{x0}" y="{y0 - 12}">{escape(title)}</text>']
    for tick in y.ticks():
        at = y.place(tick)
        parts.append(f'<line class="grid" x1="{x0}" y1="{at:.1f}" x2="{right}" y2="{at:.1f}"/>'
                     f'<text class="tick" x="{x0 - 8}" y="{at + 4:.1f}" text-anchor="end">'
                     f'{amount(tick, what)}</text>')
    for tick in x.ticks():
        at = x.place(tick)
        parts.append(f'<line class="grid" x1="{at:.1f}" y1="{y0}" x2="{at:.1f}" y2="{bottom}"/>'
                     f'<text class="tick" x="{at:.1f}" y="{bottom + 17}" text-anchor="middle">'
                     f'{amount(tick, "count")}</text>')
    parts.append(f'<line class="axis" x1="{x0}" y1="{bottom}" x2="{right}" y2="{bottom}"/>')
    if what == "time":
        parts.append(linear(series, field, x, y, y0))
    labels = []
    for index, one in enumerate(series):
        points = [(x.place(p["size"]), y.place(p[field])) for p in one["points"]]
        path = " ".join(f"{a:.1f},{b:.1f}" for a, b in points)
        parts.append(f'<polyline class="line s{index}" points="{path}"/>')
        parts += [f'<circle class="p{index}" cx="{a:.1f}" cy="{b:.1f}" r="3"/>' for a, b in points]
        labels.append([points[-1][1], index, one["name"], points[-1][0]])
    return "".join(parts) + end_labels(labels, right, y0, bottom)


def linear(series, field, x, y, y0):
    """The dotted line of what grows as its size, through the largest point."""
    last = max((one["points"][-1] for one in series),
               key=lambda point: (point["size"], point[field]))
    size, value = last["size"], last[field]
    low_size = max(10.0 ** x.low, size * 10.0 ** y.low / value)
    return (f'<line class="linear" x1="{x.place(low_size):.1f}" '
            f'y1="{y.place(value * low_size / size):.1f}" '
            f'x2="{x.place(size):.1f}" y2="{y.place(value):.1f}"/>')


def end_labels(labels, right, top, bottom):
    """The names of the series at the ends of their lines, pushed apart where they would touch."""
    labels.sort()
    step = 15
    places = [label[0] for label in labels]
    for index in range(1, len(places)):
        places[index] = max(places[index], places[index - 1] + step)
    overlap = places[-1] - (bottom + 2) if places else 0
    if overlap > 0:
        places[-1] -= overlap
        for index in range(len(places) - 2, -1, -1):
            places[index] = min(places[index], places[index + 1] - step)
    return "".join(
        f'<text class="label l{index}" x="{right + 9}" y="{at + 4:.1f}">{escape(name)}</text>'
        for at, (_, index, name, _) in zip(places, labels))


def svg(series):
    """The whole chart."""
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
             f'width="{WIDTH}" height="{HEIGHT}" role="img" aria-label="Time and peak '
             f'memory as rows, files and findings grow">', style(),
             f'<rect class="card" x="0.5" y="0.5" width="{WIDTH - 1}" height="{HEIGHT - 1}" '
             'rx="10"/>',
             '<text class="title" x="24" y="36">How bieu grows with its data</text>',
             f'<text x="{WIDTH - 24}" y="36" text-anchor="end">both axes logarithmic · dotted: '
             'time as the size</text>']
    for column, (kind, label) in enumerate(KINDS):
        x0 = LEFT + column * (PANEL_WIDTH + GAP_X)
        for row, (what, title) in enumerate((("time", "Time"), ("memory", "Peak memory"))):
            y0 = TOP + row * (PANEL_HEIGHT + GAP_Y)
            parts.append(panel(kind, what, series, x0, y0, f"{title} by {kind}"))
        at = x0 + PANEL_WIDTH / 2
        bottom = TOP + 2 * PANEL_HEIGHT + GAP_Y + 40
        parts.append(f'<text x="{at:.0f}" y="{bottom}" text-anchor="middle">{escape(label)}</text>')
    return "\n".join(part for part in parts if part) + "\n</svg>\n"
