"""Levels of local bodies and places: tỉnh, thành phố, huyện, xã …"""

from __future__ import annotations

from kg.text import key

COMMUNES = frozenset({"xã", "phường", "thị trấn", "đặc khu"})
EITHER = "tỉnh hoặc thành phố"  # of a department that a province and a city have alike

_ENDINGS = (
    ("tỉnh ủy", "tỉnh"), ("thành ủy", "thành phố"), ("huyện ủy", "huyện"), ("quận ủy", "quận"), ("thị ủy", "thị xã"),
    ("tỉnh đoàn", "tỉnh"), ("thành đoàn", "thành phố"), ("huyện đoàn", "huyện"),
    (" tỉnh", "tỉnh"), (" thành phố", "thành phố"), (" huyện", "huyện"), (" quận", "quận"), (" thị xã", "thị xã"),
    (" xã", "xã"), (" phường", "phường"), (" thị trấn", "thị trấn"), (" đặc khu", "đặc khu"),
)  # fmt: skip
_COMMITTEES = {
    "tỉnh": "Tỉnh ủy", "thành phố": "Thành ủy", "huyện": "Huyện ủy", "quận": "Quận ủy", "thị xã": "Thị ủy",
    "xã": "Đảng ủy xã", "phường": "Đảng ủy phường", "thị trấn": "Đảng ủy thị trấn", "đặc khu": "Đảng ủy đặc khu",
}  # fmt: skip


_ABROAD = {"thành phố thuộc tỉnh": "thành phố", "tỉnh nước ngoài": "tỉnh", "thành phố nước ngoài": "thành phố"}


def level_of_place(kind: str) -> str:
    """Return the level that a kind of place has in the names of its bodies ('tỉnh nước ngoài': tỉnh)."""
    return _ABROAD.get(kind, kind)


def level_of(name: str, level: str = "tỉnh") -> str:
    """Return the level (tỉnh, thành phố, huyện …) that a local body's name shows; ``level``: the one its kind has."""
    folded = key(name)
    told = next((told for end, told in _ENDINGS if folded.endswith(end)), "")
    return told or (EITHER if level == "tỉnh" else level)


def committee(level: str) -> str:
    """Return the Party committee of a level ('huyện' → 'Huyện ủy'), '' for one that has none."""
    return _COMMITTEES.get(level, "")


def plain(name: str, level: str) -> str:
    """Return a place's name without its level: 'huyện Tân Lập' → 'Tân Lập'."""
    return name[len(level) + 1 :] if level and key(name).startswith(key(level) + " ") else name


def placed(name: str, level: str, place: str) -> str:
    """Return the full name of a local body of a place: 'UBND tỉnh' and 'Tỉnh ủy' tell their level already."""
    told = key(name).endswith((" " + level, "ủy", "đoàn"))
    return " ".join(part for part in (name, "" if told else level, place) if part)
