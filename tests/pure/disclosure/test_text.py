"""Rule 8: what a reviewer has to look at."""

import pytest

from outcomes.disclosure import marks

SHOWN = {334, 144, 190, 97, 71, 26, 33}
BASES = {334, 144, 97, 71, 33}


def marked(text):
    return [mark.words for mark in marks(text, SHOWN, BASES)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Six men took part.", ["Six"]),
        ("6 men took part.", ["6"]),
        ("Of the families who came, three moved away.", ["three"]),
        ("Seven clients moved into volunteering or work.", ["Seven"]),
        ("Two babies were born.", ["Two"]),
        ("There was one pregnancy in the second year.", ["one"]),
        ("Since then 1 care order was made.", ["1"]),
        ("Five removals were prevented.", ["Five"]),
        ("half a dozen families", ["a dozen"]),
        ("Zero mothers came back.", ["Zero"]),
        ("Two improved, three got worse.", ["Two", "three"]),
        ("No mother lost her child.", ["No mother"]),
        # compounds
        ("27 women and 6 men were helped.", ["27", "6"]),
        ("Twenty-seven women were helped.", ["Twenty-seven"]),
        ("one hundred and forty of them", ["one hundred and forty"]),
        ("a hundred parents started", ["a hundred"]),
        ("three hundred and thirty-four parents, or three hundred and forty", ["three hundred and forty"]),
        # words
        ("Another mother came back.", ["Another"]),
        ("She was the sole carer.", ["sole"]),
        ("It was only in spring.", ["only"]),
        ("A couple came.", ["A couple"]),
        ("All but a few improved.", ["All but", "a few"]),
        ("A pair of siblings", ["A pair"]),
        ("Both brothers and both of the parents came.", ["both"]),
        ("Both mothers came.", ["Both"]),
        ("A handful of mothers", ["A handful"]),
        ("Very few improved.", ["Very few"]),
        ("She had twins.", ["twins"]),
        # written so that a machine might overlook it
        ("fo\u00adur mothers", ["fo\u00adur"]),
        ("th\u200bree mothers", ["th\u200bree"]),
        ("\uff16 men", ["\uff16"]),
        ("⑥ men", ["⑥"]),
        ("⅛ of them, 1/9 of them, 1⁄10 of them", ["⅛", "1/9", "1⁄10"]),
        ("None got worse.", ["None"]),
        ("No one left early.", ["No one"]),
        ("A client who had lost a child", ["A client who"]),
        ("a young mother whose baby", ["a young mother whose"]),
        ("One father who came", ["One", "One father who"]),
        # percentages of a shown base
        ("97 % of parents improved", ["97 %"]),
        ("3 per cent of parents dropped out", ["3 per cent"]),
        ("98.6% improved", ["98.6%"]),
        ("four fifths of them", ["four fifths"]),
        ("another parent of the team", ["another"]),
        ("open to nine families, and to 5 to 7 more of them at noon", ["5", "7"]),
        # beside a shown count
        ("69 were scored", ["69"]),
        ("1,334 in all, 340 of them new", ["340"]),
    ],
)
def test_marked(text, words):
    assert marked(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "Parents gained 12.5 points on average.",
        "A grant of £7 a family.",
        "About £500,000 in all, of which £100,000 came from parents.",
        "An assessment, then usually 8 to 10 weekly sessions with parents.",
        "Three to five sessions with each family.",
        "On 6 April 2014 parents first came.",
        "From April 2014 to March 2015, and in 2014–15, parents came.",
        "From before birth to the child's second birthday.",
        "Children aged 5 and mothers aged 19.",
        "12 therapists work with parents in 10 Oxfordshire children's centres and 3 centres in Reading.",
        "Meetings are one to one, for parents.",
        "Not only parents came.",
        "Another team sees parents in another building.",
        "Open to families from nine to noon, and from 9 to midday on Fridays.",
        "33 people, 97 families, 144 parents.",
        "two thirds of the clients recovered",
        "half of the clients",
        "⅗ of the men and 3/5 of the women",
        "5½ years with parents",
        "Both before and after the birth there was no change in the scores.",
        "75 % of clients met their goals",
        "up to three outcomes at a time, chosen by the parents",
        "a dozen parents",
        "two thousand and five parents",
        "one hundred and five mothers",
        "the 3rd family centre",
        "Four rooms. The building stands near the park, and opens early on weekdays for families.",
        "",
    ],
)
def test_not_marked(text):
    assert marked(text) == []


def test_a_mark_says_where_and_why():
    (mark,) = marks("We helped 27 women.", {33}, {33})
    assert (mark.start, mark.end, mark.words) == (10, 12, "27")
    assert mark.reason == "27 beside 33, which readers see, tells of 6"
    (mark,) = marks("We helped 6 women.", (), ())
    assert mark.reason == "6 is fewer than 8 people"
    (mark,) = marks("85 % did well.", {33}, {33})
    assert mark.reason == "85 % of 33 is 28, so one side of it is fewer than 8 people"


def test_without_figures_only_small_numbers_and_words_are_marked():
    assert [m.words for m in marks("97 % of 27 women; 6 men", (), ())] == ["6"]


def test_the_threshold_is_a_setting():
    assert [m.words for m in marks("6 men, 9 women", (), (), small=9)] == ["6", "9"]
    assert [m.words for m in marks("6 men, 5 women", (), (), small=5)] == ["5"]
