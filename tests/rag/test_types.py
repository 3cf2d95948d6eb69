import json


def test_an_answer_as_data_and_as_markdown(engine):
    answer = engine.ask("How many officials were trained by UNIDO?")
    data = json.loads(json.dumps(answer.to_dict()))
    assert data["citations"][0]["n"] == 1
    assert data["abstained"] is False
    citation = answer.citations[0]
    assert answer.to_markdown() == (
        "Participants included 23 officials from various government ministries. [^1]\n\n"
        f"[^1]: Upgrading Cambodia’s quality infrastructure, 004_75cd3ffba4c82632.txt, "
        f"characters {citation.start}–{citation.end}: "
        "“Participants included 23 officials from various government ministries.”\n"
    )
