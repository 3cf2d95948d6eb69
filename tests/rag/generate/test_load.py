import sys
import types

import pytest

from rag.errors import GeneratorError
from rag.generate import Extractive, Llm, load_generator
from rag.generate.limits import Limited
from rag.types import Reading

READING = Reading((), 0.9)


class Mine:
    def generate(self, question, passages):
        yield "Mine. [1]"


class Broken:
    def __init__(self):
        raise OSError("no weights")


@pytest.fixture(autouse=True)
def _module(monkeypatch):
    module = types.ModuleType("my_generators")
    module.Mine, module.ready, module.Broken, module.number = Mine, Mine(), Broken, 7
    monkeypatch.setitem(sys.modules, "my_generators", module)
    monkeypatch.setattr(sys, "path", [*sys.path])


def test_the_extractive_one_needs_no_limits():
    assert isinstance(load_generator("extractive", READING), Extractive)


def test_a_language_model_comes_with_limits():
    assert isinstance(load_generator("openai", READING, Llm(model="tiny")), Limited)


@pytest.mark.parametrize("mine", ["my_generators:Mine", "my_generators:ready", Mine()])
def test_your_own_by_name_of_a_class_by_name_of_an_object_and_as_an_object(mine):
    assert list(load_generator(mine, READING).generate("?", [])) == ["Mine. [1]"]


def test_a_class_is_called_once(monkeypatch):
    made = []

    class Counted(Mine):
        def __init__(self):
            made.append(self)

    monkeypatch.setattr(sys.modules["my_generators"], "Counted", Counted, raising=False)
    for _ in range(3):
        load_generator("my_generators:Counted", READING)
    assert len(made) == 1


def test_your_own_may_lie_in_the_current_folder(tmp_path):
    """Each test's current folder is its own empty one."""
    (tmp_path / "lies_here.py").write_text(
        "class Here:\n    def generate(self, question, passages):\n        yield 'Here. [1]'\n"
    )
    assert list(load_generator("lies_here:Here", READING).generate("?", [])) == ["Here. [1]"]


@pytest.mark.parametrize("unknown", ["magic", "no.such:thing", "json:no_such", ":", "", "json:", ":x"])
def test_an_unknown_name_is_refused_with_the_remedy(unknown):
    with pytest.raises(GeneratorError, match="set 'extractive', 'openai', or module:name of your own"):
        load_generator(unknown, READING)


def test_it_is_told_where_a_module_was_looked_for(tmp_path):
    """Each test's current folder is its own empty one."""
    with pytest.raises(GeneratorError) as raised:
        load_generator("my_storys:Teller", READING)
    assert str(raised.value) == (
        "there is no generator 'my_storys:Teller': no module 'my_storys' was found, neither in the current "
        f"folder, {tmp_path}, nor on Python's path; set 'extractive', 'openai', or module:name of your own"
    )


def test_a_module_without_the_name_is_told_by_its_file(tmp_path):
    (tmp_path / "without_it.py").write_text("import a_module_that_is_missing\n")
    with pytest.raises(GeneratorError) as raised:
        load_generator("without_it:Teller", READING)
    assert str(raised.value) == (
        "the generator 'without_it:Teller' needs the module 'a_module_that_is_missing', which was not found; "
        "install it"
    )
    (tmp_path / "without_it.py").write_text("")
    with pytest.raises(GeneratorError) as raised:
        load_generator("without_it:Teller", READING)
    assert str(raised.value).startswith(
        f"there is no generator 'without_it:Teller': the module 'without_it' ({tmp_path}/without_it.py) "
        "has no 'Teller'; set "
    )


@pytest.mark.parametrize(
    ("generator", "line"),
    [
        (7, "an object of type int is no generator; give an object that has generate(question, passages)"),
        (Mine, "the class Mine is no generator; give an object that has generate(question, passages)"),
        (
            "my_generators:number",
            "an object of type int is no generator; give an object that has generate(question, passages)",
        ),
        ("my_generators:Broken", "the generator 'my_generators:Broken' fails as it starts: OSError"),
    ],
)
def test_what_is_no_generator_is_refused(generator, line):
    with pytest.raises(GeneratorError) as raised:
        load_generator(generator, READING)
    assert str(raised.value) == line
