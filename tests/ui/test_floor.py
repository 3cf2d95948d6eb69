import copy
from collections.abc import Iterator

from ui.floor import Floor


def test_whoever_begins_later_goes_on_alone() -> None:
    floor = Floor()
    first, second = floor.alone(iter("abc")), floor.alone(iter("xyz"))
    assert next(first) == "a"
    assert next(second) == "x"
    assert list(first) == []
    assert not floor.is_free
    assert list(second) == ["y", "z"]
    assert floor.is_free


def test_a_floor_that_is_cleared_is_free_and_nobody_goes_on() -> None:
    floor = Floor()
    assert floor.is_free
    pieces = floor.alone(iter("abc"))
    assert next(pieces) == "a"
    floor.clear()
    assert floor.is_free
    assert list(pieces) == []


def test_one_who_is_broken_off_leaves_it_and_what_he_took_from() -> None:
    closed = []

    def source() -> Iterator[int]:
        try:
            yield from (1, 2)
        finally:
            closed.append(True)

    floor = Floor()
    pieces = floor.alone(source())
    assert next(pieces) == 1
    pieces.close()
    assert (floor.is_free, closed) == (True, [True])


def test_each_chat_has_its_own() -> None:
    floor = Floor()
    pieces = floor.alone(iter("ab"))
    assert next(pieces) == "a"
    copy.deepcopy(floor).clear()
    assert list(pieces) == ["b"]
