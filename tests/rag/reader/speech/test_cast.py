import pytest

from rag.reader.speech.cast import Cast, capitals, cast_of, is_name, same_speaker, titles


def test_who_is_named_in_an_article():
    text = "The mayor, Ada Holt, met Dr. K. R. Rao, the director of the port, and Tom van der Reed."
    cast = cast_of(text)
    assert cast.names == ["Ada Holt", "Dr. K. R. Rao", "Tom van der Reed"]
    assert cast.roles["director"] == "Dr. K. R. Rao"
    assert cast.meant("the director", text) == "the director, Dr. K. R. Rao"


def test_a_last_name_means_the_full_name_that_came_last():
    cast = Cast({}, ["Jane Reed", "Tom Reed"])
    assert cast.meant("Reed", "Jane Reed sat beside Tom Reed. ") == "Tom Reed"
    assert cast.meant("Reed", "Tom Reed sat beside Jane Reed. ") == "Jane Reed"


def test_a_title_decides_between_two_of_one_name():
    cast = Cast({}, ["Councillor Jane Reed", "Tom Reed"])
    assert cast.meant("Cllr Reed", "Councillor Jane Reed sat beside Tom Reed. ") == "Councillor Jane Reed"


@pytest.mark.parametrize("who", ["the clerk", "Reed", "The port"])
def test_whoever_is_not_in_the_cast_stays(who):
    assert Cast({"mayor": "Ada Holt"}, ["Ada Holt"]).meant(who, "") == who


@pytest.mark.parametrize(
    ("name", "phrase", "same"),
    [
        ("Ada Holt", "Ada Holt, the mayor", True),
        ("Ada Holt", "Ms. Holt", True),
        ("Holt", "Ada Holt", True),
        ("Minister Holt", "Ada Holt", True),
        ("Ada Holt", "Jane Holt", False),
        ("Ada Holt", "Ada", False),
        ("Ada Holt", "a lawyer for Ada Holt, Tom Reed", False),
        ("Ada Holt", "Tom Reed, a friend of Ada Holt", False),
        ("the Bank of Lindholm", "the Bank of Lindholm", True),
        ("the Bank of Lindholm", "the Bank of Skagen", False),
        ("the mayor", "Ada Holt, the mayor", True),
        ("the mayor of Lindholm", "the mayor, Ada Holt", True),
        ("the mayor", "the minister", False),
        ("the foreign minister", "the prime minister", False),
        ("the minister of Lindholm", "the minister of Skagen, Per Lund", False),
        ("the minister of industry", "Ada Holt, Minister of Industry, Science and Trade", True),
        ("the minister of trade", "Ada Holt, Minister of Industry", False),
        ("the company", "a former company lawyer", False),
        ("the joint statement", "A joint statement issued afterwards", True),
        ("tom reed", "Tom Reed", True),
        ("tom reed", "Jane Reed", False),
        ("Trump", "Trump lawyer Michael Cohen", False),
        ("Ada Holt", "Ada Holt spokeswoman Eva Lund", False),
        ("Ada Holt", "Eva Lund, a lawyer representing Ada Holt", False),
        ("Tom Reed", "Neither Tom Reed nor Ada Holt", False),
        ("Microsoft", "Microsoft critics", False),
        ("Apple", "Apple Daily", False),
        ("Tom Reed", "Ada Holt and Tom Reed", True),
        ("Mbakwe", "Colonel Mbakwe of the Civil Guard", True),
        ("Mrs Reed", "Mr. Reed", False),
        ("Prime Minister Hun Manet", "Samdech Hun Manet", True),
        ("J. K. Rowling", "J.K. Rowling", True),
        ("Eva Lund", "ÉVA LUND", True),
        ("O'Brien", "Pat O’Brien", True),
    ],
)
def test_whom_a_question_means(name, phrase, same):
    assert same_speaker(name, phrase) is same


def test_an_article_knows_who_is_named_in_full():
    cast = cast_of("Ada Holt met Tom Reed.")
    assert cast.knows("Ada Holt")
    assert not cast.knows("Jane Reed")
    assert cast.has_namesake("Jane Reed")
    assert not cast.has_namesake("Ada Holt")


def test_a_role_is_no_name_though_a_town_is_in_it():
    assert not is_name("the mayor of Lindholm")
    assert is_name("Mayor Holt")


def test_titles_are_no_names():
    assert capitals("The Minister, Mr. J. Reed-Holt") == ["reed-holt"]
    assert titles("Prof. Reed, Cllr Holt") == {"professor", "councillor"}
