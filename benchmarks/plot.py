"""Cost against size: `python -m benchmarks.plot FIGURES.json --out cost.svg`.

FIGURES is what `benchmarks.latency --json` wrote of two sizes or more. Time, memory and disk are
drawn over the number of memories, both axes logarithmic: a straight line that does not rise is a
cost that does not grow.
"""

# matplotlib says little of its types.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

TIMES = {
    "recall": ("in_turn", "octomem_ms", "median"),
    "Mem0's Chroma layout, in turn": ("in_turn", "mem0_layout_ms", "median"),
    "process, two messages": ("process_ms", "median"),
}
"""What is drawn of times: its name in the legend, and where it stands among a size's figures."""
SPACES = {
    "resident": ("resident_mb", "exchanges"),
    "ledger on disk": ("disk_mb", "ledger.sqlite"),
    "vector index on disk": ("disk_mb", "chroma"),
}


def lines(
    stores: Sequence[Mapping[str, Any]],
) -> tuple[list[int], dict[str, dict[str, list[float]]]]:
    """Return the sizes in ascending order and, for each half of the drawing, its lines."""
    ordered = sorted(stores, key=lambda each: int(each["memories"]))
    halves = {
        unit: {name: [_at(each, path) for each in ordered] for name, path in drawn.items()}
        for unit, drawn in (("ms, median", TIMES), ("MB", SPACES))
    }
    return [int(each["memories"]) for each in ordered], halves


def _at(figures: Mapping[str, Any], path: Sequence[str]) -> float:
    found: Any = figures
    for name in path:
        found = found[name]
    return float(found)


def draw(figures: Mapping[str, Any], out: Path) -> None:
    """Draw what was measured into a file, in the form that its name ends in."""
    from matplotlib.figure import Figure  # noqa: PLC0415 - it takes a second to load

    sizes, halves = lines(figures["stores"])
    figure = Figure(figsize=(9, 4), layout="constrained")
    for place, (unit, drawn) in enumerate(halves.items(), start=1):
        axes = figure.add_subplot(1, 2, place)
        for name, values in drawn.items():
            axes.loglog(sizes, values, marker="o", label=name)
        axes.set_xlabel("memories")
        axes.set_ylabel(unit)
        axes.grid(visible=True, which="major", alpha=0.4)
        axes.legend(fontsize="small")
    users = sorted({int(each["users"]) for each in figures["stores"]})
    figure.suptitle(f"octomem by size, embedded, no model; users: {', '.join(map(str, users))}")
    figure.savefig(out, metadata={"Date": None} if out.suffix == ".svg" else None)


def main(argv: Sequence[str] | None = None) -> int:
    """Read figures and draw them; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.plot", description=__doc__)
    parser.add_argument("figures", type=Path, metavar="FIGURES.json")
    parser.add_argument("--out", type=Path, required=True, help="an .svg, .png or .pdf file")
    given = parser.parse_args(argv)
    figures = json.loads(given.figures.read_text(encoding="utf-8"))
    if len(figures["stores"]) < 2:
        parser.error("there is one size in it; measure two or more")
    draw(figures, given.out)
    sys.stderr.write(f"drawn: {given.out}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
