"""Growth curves as plain SVG, readable in light and dark: points on axes that are logarithmic or not, labelled."""

import math
from html import escape

WIDTH, HEIGHT = 640, 400
LEFT, RIGHT, TOP, BOTTOM = 84, 40, 52, 60

STYLE = """
  text { font: 13px system-ui, sans-serif; fill: #1f2328; }
  .title { font-size: 15px; font-weight: 600; }
  .grid { stroke: #d1d9e0; stroke-width: 1; }
  .line { fill: none; stroke: #0969da; stroke-width: 2; }
  .point { fill: #0969da; }
  .paper { fill: #ffffff; }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc; }
    .grid { stroke: #3d444d; }
    .line { stroke: #58a6ff; }
    .point { fill: #58a6ff; }
    .paper { fill: #0d1117; }
  }
"""


def duration(seconds):
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6), ("ns", 1e-9)):
        if seconds >= size * 0.999:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds:.1e} s"


class Axis:
    """Values to places, and the ticks between."""

    def __init__(self, values, start, end, logarithmic):
        self.start, self.end, self.logarithmic = start, end, logarithmic
        if logarithmic:
            self.low = math.floor(math.log10(min(values)) + 1e-9)
            self.high = max(math.ceil(math.log10(max(values)) - 1e-9), self.low + 1)
            self.ticks = [10.0**power for power in range(self.low, self.high + 1)]
        else:
            self.low, self.high = min(values), max(values)
            self.ticks = sorted(values)

    def place(self, value):
        at = math.log10(value) if self.logarithmic else value
        return self.start + (at - self.low) / (self.high - self.low) * (self.end - self.start)


def growth(points, title, x_label, logarithmic_x):
    """The SVG of seconds (always on a logarithmic axis) against a count."""
    x = Axis([at for at, _ in points], LEFT, WIDTH - RIGHT, logarithmic_x)
    y = Axis([seconds for _, seconds in points], HEIGHT - BOTTOM, TOP, True)
    spoken = "; ".join(f"{at:,}: {duration(seconds)}" for at, seconds in points)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
        f"<title>{escape(title)}</title><desc>{escape(spoken)}</desc><style>{STYLE}</style>",
        f'<rect class="paper" width="{WIDTH}" height="{HEIGHT}"/>',
        f'<text class="title" x="{LEFT}" y="28">{escape(title)}</text>',
    ]
    for tick in y.ticks:
        at = y.place(tick)
        parts.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{at:.1f}" y2="{at:.1f}"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{at + 4:.1f}" text-anchor="end">{duration(tick)}</text>')
    for tick in x.ticks:
        at = x.place(tick)
        parts.append(f'<line class="grid" x1="{at:.1f}" x2="{at:.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}"/>')
        parts.append(f'<text x="{at:.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{tick:,.0f}</text>')
    scale = ", logarithmic" if logarithmic_x else ""
    middle = (LEFT + WIDTH - RIGHT) / 2
    parts.append(f'<text x="{middle:.0f}" y="{HEIGHT - 14}" text-anchor="middle">{escape(x_label)}{scale}</text>')
    halfway = (TOP + HEIGHT - BOTTOM) / 2
    parts.append(f'<text transform="rotate(-90 18 {halfway:.0f})" x="18" y="{halfway:.0f}" text-anchor="middle">time, logarithmic</text>')
    places = [(x.place(at), y.place(seconds)) for at, seconds in points]
    parts.append('<polyline class="line" points="' + " ".join(f"{a:.1f},{b:.1f}" for a, b in places) + '"/>')
    for (a, b), (at, seconds) in zip(places, points):
        parts.append(f'<circle class="point" cx="{a:.1f}" cy="{b:.1f}" r="4"><title>{at:,}: {duration(seconds)}</title></circle>')
    return "\n".join([*parts, "</svg>", ""])
