"""The versions of kg, Python and the libraries, and what cannot be done without those that are missing."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterator
from importlib import import_module, metadata
from pathlib import Path

import kg
from kg.doctor.finding import Finding, note, ok, problem
from kg.lexicon.tables import Row, read
from kg.text import plural

_TABLE = Path(__file__).with_name("parts.tsv")
_REQUIREMENT = re.compile(r"([A-Za-z0-9._-]+)\s*([^;]*)(?:;(.*))?")
_BOUND = re.compile(r"(>=|<|==)\s*([0-9.]+)")
_YASGUI = Path(kg.__file__).parent / "serve" / "pages" / "static" / "yasgui" / "yasgui.min.js"


def parts() -> Iterator[Finding]:
    """Yield what kg is made of: one line for all that is as it should be, one for each part that is not."""
    yield ok("kg", f"kg {kg.__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}")
    asked, versions = _asked(), []
    rows = read(_TABLE)
    others = asked.keys() - {row["name"] for row in rows}
    more = [{"name": name, "module": "", "kind": "needed", "without": "what needs it fails"} for name in sorted(others)]
    for row in (*rows, *more):
        if "/" in row["name"]:
            yield from [] if _YASGUI.is_file() else [_missing(row, "make yasgui, in a checkout of kg")]
        elif row["name"] in asked or row["kind"] == "optional":
            found = _part(row, asked.get(row["name"], ""))
            yield from [found] if isinstance(found, Finding) else []
            versions += [] if isinstance(found, Finding) else [f"{row['name']} {found}"]
    yield ok("libraries", f"{plural(len(versions), 'library', 'libraries')}: {', '.join(versions)}")


def fits(version: str, bounds: str) -> bool:
    """Whether a version is within bounds as ``>=1.2,<2``."""
    for sign, bound in _BOUND.findall(bounds):
        have, want = _numbers(version), _numbers(bound)
        length = max(len(have), len(want))
        have, want = (each + [0] * (length - len(each)) for each in (have, want))
        if not {">=": have >= want, "<": have < want, "==": have == want}[sign]:
            return False
    return True


def _part(row: Row, bounds: str) -> str | Finding:
    """Return the version of a library, or what is wrong with it."""
    again = f"pip install '{row['name']}{bounds}'"
    try:
        if row["module"]:
            import_module(row["module"])
        version = metadata.version(row["name"])
    except metadata.PackageNotFoundError:
        if not row["module"]:
            return _missing(row, again)
        version = "of unknown version"
    except ImportError as error:
        return _missing(row, again, "" if getattr(error, "name", "") == row["module"] else f" ({error})")
    except Exception as error:  # a library that is broken may raise anything; it is named
        return problem("libraries", f"{row['name']} cannot be loaded ({type(error).__name__}: {error})", again)
    if version[0].isdigit() and not fits(version, bounds):
        return problem("libraries", f"{row['name']} is {version}, kg needs {bounds}", again)
    return version


def _missing(row: Row, remedy: str, why: str = "") -> Finding:
    told = f"{row['name']} is not there{why}: {row['without']}"
    return (note if row["kind"] == "optional" else problem)("libraries", told, remedy)


def _asked() -> dict[str, str]:
    """Return the libraries that kg says it needs, with their bounds; none where kg was not installed."""
    try:
        lines = metadata.requires("kg") or []
    except metadata.PackageNotFoundError:
        return {}
    matched = [match for match in map(_REQUIREMENT.match, lines) if match and "extra" not in (match[3] or "")]
    return {match[1].lower(): ",".join(part.strip() for part in match[2].split(",")) for match in matched}


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version.partition("+")[0])]
