"""The W3C's SPARQL 1.1 tests through HTTP: each query to ``kg serve``, and to the engine itself in the same run.

    git clone https://github.com/w3c/rdf-tests
    python bench/w3c rdf-tests

Query evaluation (asked by GET, POST form and POST direct, in JSON, XML and TSV), syntax, protocol, service description.
Left out, by design: the tests of SERVICE (refused: a query reads this store only), of entailment and of the Graph Store
Protocol (not offered). Updates must get 403. Ends with 1 where the service passes less than the engine itself.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import description  # noqa: E402
import direct  # noqa: E402
import served  # noqa: E402
import suite  # noqa: E402

KINDS = ("evaluation", "syntax", "update syntax")


def queries(cases: list[suite.Case], folder: Path) -> bool:
    """Print how many query tests pass, and which do not; return whether none fails that the engine passes."""
    alone = {case.name: direct.outcome(case) for case in cases}
    through = {case.name: said for case, said in served.outcomes(cases, folder)}
    passed: Counter[tuple[str, str]] = Counter()
    for case in cases:
        passed[case.kind, "engine"] += not alone[case.name]
        passed[case.kind, "served"] += not through[case.name]
    for kind in KINDS:
        total = sum(case.kind == kind for case in cases)
        told = f"{passed[kind, 'served']:>4} of {total} through HTTP, {passed[kind, 'engine']:>4} by the engine itself"
        print(f"{kind:20} {told}")
    for case in cases:
        if through[case.name]:
            note = "the engine fails too" if alone[case.name] else "ONLY HERE"
            print(f"  {case.name}: {through[case.name]} ({note})")
    return all(alone[name] for name, said in through.items() if said)


def exchanges(tests: list[suite.Exchange], folder: Path) -> bool:
    """Print how many protocol tests pass; return whether all that are no updates do."""
    data = tuple(sorted({item for test in tests for item in test.data}))
    with served.serving(data, folder) as server:
        found = {test.name: served.protocol(test, server) for test in tests}
        described = description.outcomes(server)
    refused = [name for name, said in found.items() if said == "read-only"]
    good = sum(not said for said in found.values())
    print(f"{'protocol':20} {good:>4} of {len(tests) - len(refused)}; {len(refused)} updates refused (403)")
    print(f"{'service description':20} {sum(not said for said in described.values()):>4} of {len(described)}")
    bad = {name: said for name, said in (found | described).items() if said and said != "read-only"}
    for name, said in bad.items():
        print(f"  {name}: {said}")
    return not bad


def main() -> None:
    """Run the suite in a checkout."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkout", type=Path)
    parser.add_argument("--only", default="", metavar="TEXT", help="only tests with this text in their name")
    args = parser.parse_args()
    folder = args.checkout / "sparql" / "sparql11"
    if not folder.is_dir():
        sys.exit(f"{args.checkout} is no checkout of w3c/rdf-tests: it has no folder sparql/sparql11")
    cases = [case for case in suite.cases(folder) if args.only in case.name]
    tests = [test for test in suite.exchanges(folder) if args.only in test.name]
    with tempfile.TemporaryDirectory() as scratch:
        fine = queries(cases, Path(scratch))
        fine = exchanges(tests, Path(scratch)) and fine
    sys.exit(not fine)


if __name__ == "__main__":
    main()
