import sys
import types

import pytest

from rag.errors import GeneratorError
from rag.generate import Extractive, load_generator
from rag.types import Evidence, Passage, Reading

TEXT = "Ada Holt [3] built\nthe bridge. It spans 300 metres."
PASSAGES = [Passage(TEXT, "b", "The Bridge", "b.txt", None, 100, 100 + len(TEXT))]
READING = Reading((Evidence(0, 131, 151, 0.9), Evidence(0, 100, 130, 0.5)), 0.9)


class Mine:
    def generate(self, question, passages):
        yield "Mine. [1]"


def test_extractive_quotes_the_evidence_with_its_marker():
    assert list(Extractive(READING).generate("?", PASSAGES)) == [
        "It spans 300 metres. [1] ",
        "Ada Holt built the bridge. [1] ",
    ]


def test_by_name_by_module_and_by_object(monkeypatch):
    module = types.ModuleType("my_generators")
    module.Mine, module.ready = Mine, Mine()
    monkeypatch.setitem(sys.modules, "my_generators", module)
    assert isinstance(load_generator("extractive", READING), Extractive)
    for named in ("my_generators:Mine", "my_generators:ready", module.ready):
        assert list(load_generator(named, READING).generate("?", PASSAGES)) == ["Mine. [1]"]


@pytest.mark.parametrize("unknown", ["magic", "no.such:thing", "json:no_such", ":", "", 7, object()])
def test_what_is_none_is_refused(unknown):
    with pytest.raises(GeneratorError):
        load_generator(unknown, READING)
