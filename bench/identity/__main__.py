"""A world of known truth, and how well ``kg`` tells who is who in it.

    python bench/identity [--reports 2000] [--seed 1] [--show KIND] [--markdown]
    python bench/identity --scale 1000,4000,16000 [--unread]
    python bench/identity --orders

Builds the world of a seed (people with their careers, bodies through the mergers of 2025, directives whose numbers come
again, events told by several outlets), has kg's reader read its reports, resolves them, and scores the clusters by B³
and by pairs, kind by kind, beside the targets.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from identity import scale, showing  # noqa: E402
from identity.matching import KINDS  # noqa: E402
from identity.measure import measure  # noqa: E402
from identity.names import sharing  # noqa: E402
from identity.reading import readings  # noqa: E402
from identity.world import World, build  # noqa: E402


def describe(world: World) -> str:
    """Return what the world holds, in words."""
    named = {m.thing for telling in world.tellings for m in telling.mentions if m.kind == "Person"}
    told = [person.name for person in world.careers.people if person.id in named]
    everybody = [person.name for person in world.careers.people]
    copies = sum(bool(telling.copied) for telling in world.tellings)
    return (
        f"{len(world.tellings)} reports, {copies} of them copies; {len(everybody)} officials, of whom"
        f" {sharing(everybody):.1%} share their name with another; {len(told)} are told of, {sharing(told):.1%} share"
        " it with another of these"
    )


def checks(args: argparse.Namespace) -> None:
    """Print what resolving costs, or whether other orders give the same."""
    if args.scale:
        sizes = [int(size) for size in args.scale.split(",")]
        for line in scale.costs(sizes, args.seed, args.workers, unread=args.unread):
            print(line, flush=True)
    if args.orders:
        reports = [telling.report for telling in build(args.reports, args.seed).tellings]
        for line in scale.orders(readings(reports, args.workers), args.seed):
            print(line, flush=True)
        for line in scale.stores(reports[: args.stores], args.seed):
            print(line, flush=True)


def scores(args: argparse.Namespace) -> None:
    """Print how well a world was told apart, and where not."""
    begin = time.monotonic()
    world = build(args.reports, args.seed)
    measured = measure(world, args.workers)
    if args.markdown:
        print(showing.table(measured, markdown=True))
        return
    print(f"seed {args.seed}: {describe(world)}")
    print(showing.table(measured))
    print(f"\ncopies of reports: {showing.copies(world)}")
    print(f"\nwhat the reading gave:\n{showing.fates(measured)}\n{time.monotonic() - begin:.0f} s")
    for kind in args.show:
        print("\n".join(showing.errors(measured, kind, args.most)))


def main() -> None:
    """Build, read, resolve, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=0, metavar="N", help="processes that read (default: one a core)")
    parser.add_argument("--show", choices=KINDS, action="append", default=[], help="the worst errors of a kind")
    parser.add_argument("--most", type=int, default=12, metavar="N", help="how many errors of each sort to show")
    parser.add_argument("--markdown", action="store_true", help="print the table for docs/identity-checks.md")
    parser.add_argument("--scale", metavar="N,N,…", help="instead: what resolving costs for so many reports")
    parser.add_argument("--unread", action="store_true", help="with --scale: of readings that were invented, not read")
    parser.add_argument("--orders", action="store_true", help="instead: the same reports in other orders and batches")
    parser.add_argument(
        "--stores", type=int, default=120, metavar="N", help="of how many reports --orders makes stores"
    )
    args = parser.parse_args()
    (checks if args.scale or args.orders else scores)(args)


if __name__ == "__main__":
    main()
