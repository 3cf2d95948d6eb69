from index.progress import progress_bar


def test_draws_on_standard_error_only_when_there_is_work(capsys):
    with progress_bar():
        pass
    assert capsys.readouterr() == ("", "")
    with progress_bar() as progress:
        progress("embed", 1, 2)
        progress("embed", 2, 2)
    out, err = capsys.readouterr()
    assert out == ""
    assert "Embedding chunks" in err
    assert "2/2" in err
