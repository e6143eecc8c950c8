"""The order of last mentions, and looking up records by how their names begin."""

from kg.reading.words.notebook import Notebook
from kg.reading.words.recents import Recents


def _told(*names: str) -> Recents:
    notebook, recents = Notebook(""), Recents()
    for name in names:
        recents.add(notebook.record("Body", name))
    return recents


def test_a_record_is_kept_once_where_it_was_last_spoken_of() -> None:
    recents = _told("Sở Y tế", "Sở Tư pháp", "Sở Y tế")
    assert [record.name for record in recents.latest()] == ["Sở Y tế", "Sở Tư pháp"]
    assert [recents.times(record) for record in recents.latest()] == [2, 1]


def test_names_are_found_by_whole_words_at_their_beginning() -> None:
    recents = _told("Ban Dân vận Trung ương", "Ban Dân tộc", "Bản Mường")
    assert [record.name for record in recents.beginning("ban dân vận")] == ["Ban Dân vận Trung ương"]
    assert recents.beginning("ban dân tộc") == []
    assert recents.named("ban dân tộc")
    assert not recents.named("ban dân")
    assert [record.name for record in recents.begun_by("ban dân tộc tại x", " tại ")] == ["Ban Dân tộc"]
