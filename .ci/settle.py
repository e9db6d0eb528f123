"""Makes a finished run fit for the repository: nothing in it changes from one day or machine to the next.

Usage: python settle.py manifest MANIFEST | python settle.py figures DIRECTORY

The machine and the times are cut out of the manifest; they are all that differs when a run is repeated. Coordinates
of the figures are rounded to hundredths of a pixel, below which only the processor's last bits differ.
"""

import json
import pathlib
import re
import sys

NUMBER = re.compile(r"-?\d+\.\d{3,}(?:e-?\d+)?|-?\d+(?:\.\d+)?e-\d+")
PLACES = re.compile(r' (?:d|transform|x|y|x1|x2|y1|y2|width|height|viewBox)="[^"]*"')


def settle_manifest(path: pathlib.Path) -> None:
    # Cut out of the text, so that all else keeps its form to the byte.
    text, count = re.subn(
        r'  "execution" : \{\n(?:    .*\n)*  \},\n', "", path.read_text(encoding="utf-8"))
    assert count == 1 and "execution" not in json.loads(text), f"{path}: no execution found"
    path.write_text(text, encoding="utf-8")


def rounded(match: re.Match[str]) -> str:
    text = f"{float(match.group()):.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def settle_figures(directory: pathlib.Path) -> None:
    for path in sorted(directory.glob("*.svg")):
        svg = path.read_text(encoding="utf-8")
        svg = PLACES.sub(lambda place: NUMBER.sub(rounded, place.group()), svg)
        path.write_text(svg, encoding="utf-8")


what, target = sys.argv[1], pathlib.Path(sys.argv[2])
{"manifest": settle_manifest, "figures": settle_figures}[what](target)
