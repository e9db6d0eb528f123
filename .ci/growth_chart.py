"""Writes the chart of time over size as a Vega-Lite document, from the figures of `make bench`.

Usage: python growth_chart.py FIGURES CHART

Both axes are logarithmic: proportional growth is a line of slope 1, whose direction a dotted line shows.
"""

import json
import pathlib
import sys

COLOURS = ["#0072b2", "#d55e00", "#009e73"]
INK, MUTED, GRID = "#1f2328", "#57606a", "#e6e4df"

figures = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
points = [
    {
        "series": point["series"],
        "tokens": point["tokens"],
        "millions": round(point["tokens"] / 1e6, 2),
        "seconds": round(point["seconds"], 4),
    }
    for point in figures["growth"]
]
if not points:
    print("no growth was measured (BENCH_NOVELS), so its chart stays as it is", file=sys.stderr)
    sys.exit(1)

series = list(dict.fromkeys(point["series"] for point in points))
for name in series:
    mine = [point for point in points if point["series"] == name]
    for point in mine:
        point["proportional"] = round(mine[0]["seconds"] * point["tokens"] / mine[0]["tokens"], 4)
    mine[-1]["label"] = name

axis = {
    "labelColor": MUTED,
    "titleColor": MUTED,
    "labelFontSize": 11,
    "titleFontSize": 11,
    "titleFontWeight": "normal",
    "ticks": False,
    "domain": False,
    "gridColor": GRID,
    "labelPadding": 6,
    "titlePadding": 8,
}
colour = {"field": "series", "type": "nominal", "scale": {"domain": series, "range": COLOURS}, "legend": None}
x = {
    "field": "millions",
    "type": "quantitative",
    "title": "millions of tokens",
    "scale": {"type": "log", "base": 2, "nice": False},
    "axis": {"values": [1, 2, 4, 8], "format": "d", "grid": False, "domain": True, "domainColor": GRID},
}


def y(field: str) -> dict:
    # Limits and ticks at powers of two around the points, so that a doubling is one step of the grid.
    low, high = min(point["seconds"] for point in points), max(point["seconds"] for point in points)
    ticks = [2.0**power for power in range(-8, 12)]
    ticks = [tick for tick in ticks if low / 2 < tick < high * 2]
    return {
        "field": field,
        "type": "quantitative",
        "title": "seconds",
        "scale": {"type": "log", "base": 2, "domain": [min(ticks[0], low), max(ticks[-1], high)]},
        "axis": {"values": ticks, "format": "~g"},
    }


chart = {
    "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
    "title": {
        "text": "Time, as the text grows",
        "subtitle": "Distinct novels; both axes by doublings; dotted: in proportion to the smallest",
    },
    "width": 400,
    "height": 300,
    "data": {"values": points},
    "layer": [
        {
            "mark": {"type": "line", "strokeDash": [2, 3], "strokeWidth": 1.5},
            "encoding": {"x": x, "y": y("proportional"), "color": colour},
        },
        {
            "mark": {"type": "line", "strokeWidth": 2.25, "point": {"filled": True, "size": 50}},
            "encoding": {"x": x, "y": y("seconds"), "color": colour},
        },
        {
            "transform": [{"filter": "isValid(datum.label)"}],
            "mark": {"type": "text", "align": "left", "dx": 8, "fontSize": 11.5},
            "encoding": {"x": x, "y": y("seconds"), "text": {"field": "label"}, "color": colour},
        },
    ],
    "config": {
        "background": "white",
        "padding": {"left": 16, "right": 16, "top": 16, "bottom": 16},
        "font": "DejaVu Sans",
        "view": {"stroke": None, "clip": False},
        "axis": axis,
        "title": {
            "anchor": "start",
            "color": INK,
            "fontSize": 15,
            "fontWeight": 600,
            "offset": 12,
            "subtitleColor": MUTED,
            "subtitleFontSize": 11.5,
            "subtitlePadding": 5,
        },
    },
}
text = json.dumps(chart, ensure_ascii=False, indent=2) + "\n"
pathlib.Path(sys.argv[2]).write_text(text, encoding="utf-8")
