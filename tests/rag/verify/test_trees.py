import pytest

from rag.verify.trees import logit

TREES = [0.5, ["height", 2.0, -1.0, ["width", 0.5, 1.0, 2.0]]]


@pytest.mark.parametrize(
    ("height", "width", "expected"), [(2.0, 9.0, -0.5), (2.1, 0.5, 1.5), (2.1, 0.6, 2.5)]
)
def test_each_tree_adds_its_leaf(height, width, expected):
    assert logit(TREES, {"height": height, "width": width}) == expected


def test_no_trees_say_nothing():
    assert logit([], {}) == 0


def test_an_unknown_name_is_an_error():
    with pytest.raises(KeyError):
        logit(TREES, {"width": 1.0})
