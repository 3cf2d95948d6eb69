import pytest

from index.errors import SettingsError
from index.settings import Settings
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
        ({"chunk_tokens": 0}, "'chunk_tokens' in .index. is refused"),
        ({"chunk_tokens": "many"}, "valid integer"),
        ({"parse_seconds": float("nan")}, "finite"),
    ],
)
def test_refused_in_one_line(given, reason):
    with pytest.raises(SettingsError, match=reason) as caught:
        Settings.load(**given)
    assert "\n" not in str(caught.value)


def test_broken_file_is_named(tmp_path):
    (tmp_path / "footnote.toml").write_text("[index\n")
    with pytest.raises(SettingsError, match=r"footnote\.toml cannot be read"):
        Settings.load()
