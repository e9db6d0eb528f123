"""Writes the JavaScript bundle that draws the charts of a report.

Usage: python make_bundle.py OUTPUT [--vega-lite 6.4]

Needs vl-convert-python, which carries Vega, Vega-Lite and Vega-Embed: nothing is loaded from
the network. Prints the versions and the SHA-256 of the bundle.
"""

import argparse
import hashlib
import pathlib

import vl_convert

# The page reads one global; the bundle runs as a module, so nothing else leaks out of it.
SNIPPET = "window.vegaEmbed = vegaEmbed;"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("output", type=pathlib.Path, help="where to write the bundle")
    parser.add_argument("--vega-lite", default="6.4", help="the version of Vega-Lite")
    arguments = parser.parse_args()

    bundle = vl_convert.javascript_bundle(SNIPPET, vl_version=arguments.vega_lite)
    data = bundle.encode("utf-8")
    arguments.output.parent.mkdir(parents=True, exist_ok=True)
    partial = arguments.output.with_name(arguments.output.name + ".partial")
    partial.write_bytes(data)
    partial.replace(arguments.output)
    print(
        f"{arguments.output}: Vega {vl_convert.get_vega_version()}, "
        f"Vega-Lite {arguments.vega_lite}, Vega-Embed {vl_convert.get_vega_embed_version()}, "
        f"{len(data)} bytes, sha256 {hashlib.sha256(data).hexdigest()}"
    )


if __name__ == "__main__":
    main()
