"""Archives: zip, tar, and what is packed with gzip, bzip2 or xz → their members. Nothing is unpacked to a path."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.documents import front_matter
from kg.documents.about import About
from kg.documents.archives import tarred, zipped
from kg.documents.archives.names import Member
from kg.documents.archives.unpacking import PACKERS, Budget, Opening, budget_of, counted, kept, seekable, unpacked
from kg.documents.formats import TARS
from kg.documents.source import Settings, Skipped, Source
from kg.errors import InputError

_TAR_AT, _TAR = 257, b"ustar"


def members(source: Source, settings: Settings) -> Iterator[Source | InputError | Skipped]:
    """Yield the files in an archive, in the code-point order of their names, and what is wrong with others.

    Directories, hidden files and what systems leave behind are left out. Whatever an archive says, not more comes out
    of it than its :class:`~kg.documents.archives.unpacking.Budget` allows; what came before an error stays. Raises
    InputError where nothing can be read, and OSError.
    """
    head, budget = source.head(), budget_of(source)
    if head.startswith(b"PK"):
        yield from _sound(source, budget, zipped.members(source, budget))
    elif not head.startswith(tuple(magic for magic, _ in PACKERS)):
        with counted(source, seekable(source), budget) as stream:
            yield from _sound(source, budget, tarred.members(source, stream, budget))
    else:
        yield from _packed(source, head, budget)


def _packed(source: Source, head: bytes, budget: Budget) -> Iterator[Source | InputError | Skipped]:
    """Yield what is in a file that is packed as a whole: a tar, or one document."""
    opening = Opening(source.name, lambda: unpacked(counted(source, source.open(), budget), head), budget)
    with opening() as stream:
        is_tar = stream.read(_TAR_AT + len(_TAR)).endswith(_TAR) or source.suffix in TARS
    if is_tar:
        file, wrong = kept(opening(), cut=True)
        if budget.spent:  # what came before that is there, and may be read
            budget = replace(budget, unpacked=0, spent="")
        with file:
            yield from _sound(source, budget, tarred.members(source, file, budget, wrong))
    else:
        inner = _without_suffix(source.source_id.rpartition("/")[2])
        name = _without_suffix(source.name.rpartition("/")[2])
        opening = Opening(f"{source.name}/{name}", opening.begin, budget)
        yield replace(source.inside(name, inner, opener=opening), named=True)  # whoever packs one file means it


def _without_suffix(name: str) -> str:
    return name.rpartition(".")[0] or name


def _sound(
    source: Source, budget: Budget, found: Iterator[Member | InputError | Skipped]
) -> Iterator[Source | InputError | Skipped]:
    """Yield members as sources, until more has been unpacked than may be."""
    said: set[str] = set()  # a sidecar may stand beside several documents
    for member in found:
        for each in _document(source, member, budget) if isinstance(member, Member) else (member,):
            if isinstance(each, Source) or str(each) not in said:
                yield each
            said |= set() if isinstance(each, Source) else {str(each)}
        if budget.spent:  # told with the member that was too much
            return


def _document(box: Source, member: Member, budget: Budget) -> Iterator[Source | InputError | Skipped]:
    """Yield a member, with what its sidecar tells; before it what of that cannot be used."""
    known = About()
    if member.beside:
        opening = _opening(box, member.beside, budget)
        try:
            with opening() as stream:
                known, notes = front_matter.told(stream.read(front_matter.MOST + 1), opening.name)
            yield from notes
        except InputError as error:
            yield error
    yield box.inside(member.shown, member.inner, opener=_opening(box, member, budget), about=known)


def _opening(box: Source, member: Member, budget: Budget) -> Opening:
    return Opening(f"{box.name}/{member.shown}", member.begin, budget)
