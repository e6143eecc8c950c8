"""Longest-match look-up of phrases, syllable by syllable, over folded words (:func:`kg.text.key`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

V = TypeVar("V")


class Trie(Generic[V]):
    """Maps phrases (sequences of folded words) to lists of values, in the order they were added."""

    __slots__ = ("_root",)

    def __init__(self) -> None:
        self._root: dict = {}

    def add(self, words: Sequence[str], value: V) -> None:
        """Add ``value`` under the phrase ``words``."""
        node = self._root
        for word in words:
            node = node.setdefault(word, {})
        node.setdefault(None, []).append(value)

    def firsts(self) -> set[str]:
        """Return the first words of all phrases."""
        return set(self._root)

    def longest(self, words: Sequence[str], at: int) -> tuple[int, list[V]]:
        """Return (end, values) of the longest phrase that starts at ``words[at]``; (at, []) where there is none."""
        node, end, found = self._root, at, []
        size, index = len(words), at
        while index < size:  # the most frequent look-up of all: most end at the first word
            node = node.get(words[index])
            if node is None:
                break
            index += 1
            if None in node:
                end, found = index, node[None]
        return end, found

    def all(self, words: Sequence[str], at: int) -> list[tuple[int, list[V]]]:
        """Return every (end, values) of a phrase that starts at ``words[at]``, longest first."""
        node, found = self._root, []
        for index in range(at, len(words)):
            node = node.get(words[index])
            if node is None:
                break
            if None in node:
                found.append((index + 1, node[None]))
        return found[::-1]
