"""Draws the charts of a run: figures/*.vl.json to SVG, PNG or PDF.

Usage: python render_figures.py FIGURES [--formats svg,png,pdf] [--scale 2]

Needs vl-convert-python; no browser and no network. The same specification gives the same SVG to
the byte: Vega numbers the ids in an SVG through the life of a process, so they are numbered anew
here for each figure.
"""

import argparse
import json
import pathlib
import re
import sys

import vl_convert

VEGA_LITE = "6.4"
ID = re.compile(r'\bid="([A-Za-z_][\w-]*?)"')


def with_stable_ids(svg: str) -> str:
    """Numbers the ids of an SVG in the order in which they appear."""
    names = {name: f"id{number}" for number, name in enumerate(dict.fromkeys(ID.findall(svg)))}
    if not names:
        return svg
    either = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    uses = re.compile(rf'(\bid="|url\(#|href="#|aria-labelledby=")({either})(?=["\)])')
    return uses.sub(lambda match: match.group(1) + names[match.group(2)], svg)


def write(path: pathlib.Path, data: bytes) -> None:
    """Writes a file whole or not at all."""
    partial = path.with_name(path.name + ".partial")
    partial.write_bytes(data)
    partial.replace(path)


def render(source: pathlib.Path, formats: list[str], scale: float) -> None:
    specification = json.loads(source.read_text(encoding="utf-8"))
    target = source.with_name(source.name.removesuffix(".vl.json"))
    options = {"vl_version": VEGA_LITE, "allowed_base_urls": []}
    for name in formats:
        path = target.with_name(f"{target.name}.{name}")
        if name == "svg":
            svg = vl_convert.vegalite_to_svg(specification, **options)
            write(path, (with_stable_ids(svg).rstrip("\n") + "\n").encode("utf-8"))
        elif name == "png":
            write(path, vl_convert.vegalite_to_png(specification, scale=scale, **options))
        else:
            write(path, vl_convert.vegalite_to_pdf(specification, **options))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("figures", type=pathlib.Path, help="the directory with *.vl.json files")
    parser.add_argument("--formats", default="svg", help="svg, png, pdf, separated by commas")
    parser.add_argument("--scale", type=float, default=2, help="the resolution of PNG files")
    arguments = parser.parse_args()

    formats = arguments.formats.split(",")
    unknown = sorted(set(formats) - {"svg", "png", "pdf"})
    if unknown:
        parser.error(f"unknown format {unknown[0]!r}: choose from svg, png, pdf")
    sources = sorted(arguments.figures.glob("*.vl.json"))
    if not sources:
        print(f"{arguments.figures}: no *.vl.json files to draw", file=sys.stderr)
        return 66
    for source in sources:
        try:
            render(source, formats, arguments.scale)
        except (ValueError, OSError) as error:
            print(f"{source}: {error}", file=sys.stderr)
            return 65
    print(f"{arguments.figures}: {len(sources)} figures as {', '.join(formats)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
