"""One attempt at a task, on a worker that a test plays."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from kg.serve.attempt import Attempt
from kg.serve.failure import Failure
from kg.serve.frames import BEGUN, DATA, END, HEAD, packed
from kg.serve.lanes import Lane

FRAMES = [(BEGUN, packed({"thread": 0})), (HEAD, packed({"status": 200, "headers": {}})), (DATA, b"a"), (DATA, b"b")]


class Player:
    """A worker that says what is written for it; ``before`` is called before frame number ``at``."""

    snapshot = Path("s")

    def __init__(self, frames, at=-1, before=None):
        self.frames, self.at, self.before, self.heard = list(frames), at, before, 0

    async def ask(self, call: bytes) -> None:
        self.call = call

    async def hear(self):
        await asyncio.sleep(0)
        if self.heard == self.at:
            self.before()
        self.heard += 1
        return self.frames.pop(0)


def attempt_on(player: Player) -> tuple[Attempt, list[bool]]:
    ended = []
    return Attempt(player, Lane(1, 1), lambda _, fit: ended.append(fit)), ended


async def body(answer) -> bytes:
    return b"".join([piece async for piece in answer])


@pytest.mark.parametrize("pieces", [0, 1, 2, 5])
def test_every_piece_arrives(pieces):
    sent = [(DATA, bytes([65 + n])) for n in range(pieces)]

    async def play():
        attempt, ended = attempt_on(Player([*FRAMES[:2], *sent, (END, b"")]))
        answer = await attempt.begin(b"{}")
        attempt.seconds = 9.0
        return await body(answer), ended

    assert asyncio.run(play()) == (b"ABCDE"[:pieces], [True])


def test_an_answer_closed_while_its_first_pieces_come_is_not_taken_for_a_whole_one():
    async def play():
        player = Player(FRAMES, at=3)
        attempt, ended = attempt_on(player)
        player.before = attempt.close  # as when it is crowded out, or memory runs short, at that very moment
        with pytest.raises(Failure, match="broken off"):
            await attempt.begin(b"{}")
        return ended

    assert asyncio.run(play()) == [False]
