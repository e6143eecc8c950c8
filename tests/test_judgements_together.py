"""Judgements together: what a merge joined and a split parts, when places of either go and come."""

from __future__ import annotations

from sitting import Sitting, person

from kg.parting import split_off


def test_what_was_split_off_stands_for_no_side_of_another_judgement(tmp_path):
    """The place of a merge goes, and what has its IRI by itself was split off: the merge then joins nothing."""
    here, iri = Sitting(tmp_path / "s", 0, 5), lambda: [here.iri(source) for source in sorted(here.now)]
    with here.store:
        for source in (3, 4):
            here.ingest(source, 4)
        (same,), (row,) = [here.merge(0, 3)], here.split(0, 4)
        whole, away = row.b.iri, split_off(row)
        assert iri() == [whole] * 4 + [away] and here.effective() == {same.id, row.id}
        before = here.dump()
        here.forget(3)
        assert iri() == [whole] * 3 + [away] and here.effective() == {row.id}
        assert not here.desk.one(person(here.key(4)), same.b)
        here.check()
        assert here.anew(tmp_path / "anew") == here.dump()
        here.ingest(3, 4)
        assert here.dump() == before
