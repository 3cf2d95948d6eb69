from rag.generate import Extractive
from rag.types import Evidence, Passage, Reading

TEXT = "Ada Holt [3] built\nthe bridge. It spans 300 metres."
PASSAGES = [Passage(TEXT, "b", "The Bridge", "b.txt", None, 100, 100 + len(TEXT))]
READING = Reading((Evidence(0, 131, 151, 0.9), Evidence(0, 100, 130, 0.5)), 0.9)


def test_extractive_quotes_the_evidence_with_its_marker():
    assert list(Extractive(READING).generate("?", PASSAGES)) == [
        "It spans 300 metres. [1] ",
        "Ada Holt built the bridge. [1] ",
    ]
