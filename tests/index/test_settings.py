import pytest

from index.errors import SettingsError
from index.settings import Section, Settings
from rag.config import Config


def test_defaults_and_precedence(monkeypatch, tmp_path):
    assert Settings.load().chunk_tokens == Settings().chunk_tokens
    (tmp_path / "footnote.toml").write_text("[index]\nchunk_tokens = 100\noverlap_tokens = 10\n")
    assert Settings.load().chunk_tokens == 100
    monkeypatch.setenv("FOOTNOTE_INDEX_CHUNK_TOKENS", "120")
    assert Settings.load().chunk_tokens == 120
    assert Settings.load(chunk_tokens=140).chunk_tokens == 140
    assert Settings.load(chunk_tokens=None).overlap_tokens == 10


def test_unknown_setting_names_the_nearest(tmp_path, monkeypatch):
    with pytest.raises(SettingsError, match="'chunk_tokns'; did you mean 'chunk_tokens'"):
        Settings.load(chunk_tokns=3)
    (tmp_path / "footnote.toml").write_text("[answer]\ntreshold = 0.3\n")
    with pytest.raises(SettingsError, match="'treshold'; did you mean 'threshold'"):
        Config.load()
    (tmp_path / "footnote.toml").write_text("[anwser]\nk = 3\n")
    with pytest.raises(SettingsError, match="'anwser'; did you mean 'answer'"):
        Config.load()
    (tmp_path / "footnote.toml").unlink()
    monkeypatch.setenv("FOOTNOTE_INDEX_EMBEDER", "x")
    with pytest.raises(SettingsError, match="'embeder'; did you mean 'embedder'"):
        Settings.load()


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"chunk_tokens": 100, "overlap_tokens": 100}, r"overlap_tokens \(100\) must be smaller than"),
        ({"chunk_tokens": 221}, r"chunk_tokens \(221\) must be at most 220; the models would not read"),
        ({"chunk_tokens": 0}, "'chunk_tokens' in .index. is refused"),
        ({"chunk_tokens": "many"}, "valid integer"),
        ({"parse_seconds": float("nan")}, "finite"),
    ],
)
def test_refused_in_one_line(given, reason):
    with pytest.raises(SettingsError, match=reason) as caught:
        Settings.load(**given)
    assert "\n" not in str(caught.value)


class Lists(Section):
    section = "serve"

    names: tuple[str, ...] = ()
    word: str = ""


def test_a_list_in_the_environment_stands_between_commas(monkeypatch, tmp_path):
    monkeypatch.setenv("FOOTNOTE_SERVE_NAMES", "a.example, b.example,")
    monkeypatch.setenv("FOOTNOTE_SERVE_WORD", "a, b")
    assert Lists.load() == Lists(names=("a.example", "b.example"), word="a, b")
    monkeypatch.setenv("FOOTNOTE_SERVE_NAMES", "")
    assert Lists.load().names == ()
    monkeypatch.delenv("FOOTNOTE_SERVE_NAMES")
    (tmp_path / "footnote.toml").write_text('[serve]\nnames = ["a,b"]\n')
    assert Lists.load().names == ("a,b",)


def test_broken_file_is_named(tmp_path):
    (tmp_path / "footnote.toml").write_text("[index\n")
    with pytest.raises(SettingsError, match=r"footnote\.toml cannot be read"):
        Settings.load()
