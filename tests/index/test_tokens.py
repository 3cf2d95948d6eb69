from index.tokens import count


def test_counts_cl100k_tokens():
    assert count("") == 0
    assert count("Hello world") == 2


def test_spelling_of_a_special_token_is_plain_text():
    assert count("<|endoftext|>") == 7
