"""How fast reading is beside the usual library: whole extraction, underthesea's word_tokenize and its ner, on the same
texts, in turn, in one run; processor time of one core.

    pip install -e '.[bench]'
    python bench/reading.py [FOLDER]

FOLDER holds text files (default: tests/gold and seeds). Whole extraction is everything from the stored text to the
statements. The others get the same sentences one by one, which is how they are used. Below: the ten functions of ours
in which most time is spent.
"""

from __future__ import annotations

import cProfile
import pstats
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from kg.model import Report
from kg.reading.pipeline import cut, read
from kg.text import normalise

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 5
HOTTEST = 10


def texts(folders: list[Path]) -> list[str]:
    """Return the stored texts of the folders' text files."""
    paths = sorted(path for folder in folders for path in folder.rglob("*.txt"))
    if not paths:
        sys.exit(f"no text files in {', '.join(map(str, folders))}")
    return [normalise(path.read_text(encoding="utf-8")) for path in paths]


def contenders(sentences: list[str], whole: list[str]) -> dict[str, Callable[[], object]]:
    """Return what is compared: name → one whole pass over the texts."""
    found: dict[str, Callable[[], object]] = {"kg, whole extraction": lambda: [read(Report(t, "bench")) for t in whole]}
    try:
        from underthesea import ner, word_tokenize
    except ImportError:
        print("underthesea is not installed (pip install -e '.[bench]'): kg alone is measured\n")
    else:
        found["underthesea word_tokenize"] = lambda: [word_tokenize(sentence) for sentence in sentences]
        found["underthesea ner"] = lambda: [ner(sentence) for sentence in sentences]
    return found


def seconds(run: Callable[[], object]) -> float:
    """Return the processor time of one pass."""
    start = time.process_time()
    run()
    return time.process_time() - start


def main() -> None:
    """Print the comparison and the profile."""
    whole = texts([Path(arg) for arg in sys.argv[1:]] or [ROOT / "tests" / "gold", ROOT / "seeds"])
    sentences = [text[s.start : s.end] for text in whole for s in cut(Report(text, ""))]
    size = sum(map(len, whole))
    runs = contenders(sentences, whole)
    for run in runs.values():
        run()  # models and tables are loaded once
    rounds = [{name: seconds(run) for name, run in runs.items()} for _ in range(ROUNDS)]
    print(f"{len(whole)} texts, {len(sentences)} sentences, {size} characters; median of {ROUNDS} rounds, in turn\n")
    print(f"{'':26} {'sentences/s':>12} {'characters/s':>13} {'kg is':>10}")
    ours = next(iter(runs))
    for name in runs:
        took = median(one[name] for one in rounds)
        times = median(one[name] / one[ours] for one in rounds)
        note = "" if name == ours else f"{times:.1f} x as fast"
        print(f"{name:26} {len(sentences) / took:12,.0f} {size / took:13,.0f} {note:>16}")
    profile(whole)


def profile(whole: list[str]) -> None:
    """Print the functions of ours that take most time themselves."""
    profiler = cProfile.Profile()
    profiler.runcall(lambda: [read(Report(text, "bench")) for text in whole])
    stats = pstats.Stats(profiler)
    rows = sorted(stats.stats.items(), key=lambda item: -item[1][2])  # type: ignore[attr-defined]
    total = stats.total_tt  # type: ignore[attr-defined]
    print(f"\n{'share':>6} {'calls':>9}  the {HOTTEST} hottest functions (own time)")
    for (file, line, function), (_, calls, own, _, _) in rows[:HOTTEST]:
        where = Path(file).name if file != "~" else "built in"
        print(f"{own / total:6.1%} {calls:9,}  {where}:{line} {function}")


if __name__ == "__main__":
    main()
