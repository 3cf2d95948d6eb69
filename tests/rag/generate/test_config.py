import pytest

from index.errors import SettingsError
from rag import Config
from rag.generate import Llm


def test_from_the_file_and_the_environment(tmp_path, monkeypatch):
    (tmp_path / "footnote.toml").write_text(
        '[answer]\ngenerator = "openai"\n\n[llm]\nmodel = "tiny"\ntemperature = "none"\n'
    )
    monkeypatch.setenv("FOOTNOTE_LLM_BASE_URL", "https://llm.example/v1")
    monkeypatch.setenv("FOOTNOTE_LLM_MAX_TOKENS", "none")
    config = Config.load()
    assert config.generator == "openai"
    assert config.llm == Llm(
        model="tiny", temperature=None, base_url="https://llm.example/v1", max_tokens=None
    )


def test_given_settings_win():
    assert Config.load(llm=Llm(model="given")).llm.model == "given"
    assert Config().llm == Llm()


@pytest.mark.parametrize(
    "refused",
    [
        {"key_env": "sk-verysecret"},
        {"base_url": "sk-verysecret"},
        {"api_key": "sk-verysecret"},
        {"temperature": "sk-verysecret"},
    ],
)
def test_a_key_in_the_wrong_place_is_refused_and_not_repeated(refused):
    with pytest.raises(SettingsError) as raised:
        Llm.load(**refused)
    assert "sk-verysecret" not in str(raised.value)
