"""Writes the table of finished runs into Reports/README.md, between its two marks.

Usage: python reports_table.py README
"""

import collections
import csv
import json
import pathlib
import statistics
import sys

BEGIN, END = "<!-- runs -->\n", "<!-- /runs -->"
RUNS = ["english", "english-accumulate", "english-mix", "english-mix-control", "harbour", "arabic"]


def means(path: pathlib.Path) -> dict[tuple[str, int], float]:
    values = collections.defaultdict(list)
    with path.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            values[row["measure"], int(row["generation"])].append(float(row["value"]))
    return {key: statistics.fmean(found) for key, found in values.items()}


def row(directory: pathlib.Path) -> str:
    manifest = json.loads((directory / "manifest.json").read_text(encoding="utf-8"))
    mean = means(directory / "measures.csv")
    last = max(generation for _, generation in mean)

    def change(measure: str, form: str) -> str:
        return f"{mean[measure, 0]:{form}} → {mean[measure, last]:{form}}"

    return (
        f"| [{directory.name}]({directory.name}/README.md)"
        f" | {manifest['corpus']['trainingTokens']:,}"
        f" | {change('retainedVocabulary', '.0%')}"
        f" | {change('heldOutPerplexityWithoutOutOfVocabulary', '.0f')}"
        f" | {change('accuracyTop1', '.1%')}"
        f" | {change('entropy', '.2f')} |"
    )


page = pathlib.Path(sys.argv[1])
before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
_, _, after = rest.partition(END)
table = [
    "| run | tokens of D_0 | vocabulary retained | perplexity of known held-out words"
    " | next-token accuracy | entropy, bits |",
    "|---|--:|--:|--:|--:|--:|",
    *(row(page.parent / name) for name in RUNS),
]
page.write_text(before + BEGIN + "\n".join(table) + "\n" + END + after, encoding="utf-8")
print(f"{page}: {len(RUNS)} runs")
