"""Cleaning makes text readable and leaves words, placeholders and meaning alone."""

from __future__ import annotations

import pytest

from worldcafe.clean import expand_shorthand, read_shorthand, straighten, tidy_spaces


@pytest.mark.parametrize(
    ("text", "readable"),
    [
        ("Gvt talks", "Government talks"),
        ("tea w/ milk", "tea with milk"),
        ("approx. 5 beds", "approximately 5 beds"),
        ("Pbs w/ mtgs w/o ppl", "Problems with meetings without people"),
        ("w/ [person 1]", "with [person 1]"),
        ("dry b/c of the heat", "dry because of the heat"),
        ("w/r/t the hose", "with regard to the hose"),
        # what must not change
        ("and/or, N/A, km/h, 24/7", "and/or, N/A, km/h, 24/7"),
        ("BC and B.C. are places", "BC and B.C. are places"),
        ("ask@gov.example or #ppl", "ask@gov.example or #ppl"),
        ("the govern-ment's yrs-old plan", "the govern-ment's yrs-old plan"),
        ("info, tech, rep", "info, tech, rep"),
        ("GVT", "GVT"),
        ("see x.gov", "see x.gov"),
    ],
)
def test_shorthand_is_spelled_out_only_as_a_whole_token(text, readable):
    assert expand_shorthand(text, shorthand=read_shorthand()) == readable


@pytest.mark.parametrize(
    ("text", "usual"),
    [
        ("It\u2019s \u201cwet\u201d", 'It\'s "wet"'),
        ("Bed １２", "Bed 12"),
        ("ﬁne", "fine"),
        ("Grüße".replace("ü", "u\u0308"), "Grüße"),
        # what must not change
        ("½ m² of H₂O, 5 × 3, 20 °C", "½ m² of H₂O, 5 × 3, 20 °C"),
        ("ñandú, çedille, øre, ßüß, żółć", "ñandú, çedille, øre, ßüß, żółć"),
        ("水を運ぶ", "水を運ぶ"),
        ("حديقة", "حديقة"),
        ("🙂 nice", "🙂 nice"),
        ("«oui» – naïve", "«oui» – naïve"),
        ("plain words", "plain words"),
    ],
)
def test_characters_take_their_usual_form_and_keep_their_meaning(text, usual):
    assert straighten(text) == usual


@pytest.mark.parametrize(
    ("text", "tidy"),
    [
        ("a  list ,\n and more", "a list, and more"),
        ("Well . . . maybe", "Well... maybe"),
        ("one. . two", "one. two"),
        # what must not change
        ("a .htaccess file", "a .htaccess file"),
        ("... and so on", "... and so on"),
        ("3 : 2 or 3:2", "3: 2 or 3:2"),
    ],
)
def test_spaces_are_tidied(text, tidy):
    assert tidy_spaces(text) == tidy


def test_a_users_file_adds_to_the_shorthand_and_takes_off_it(tmp_path):
    own = tmp_path / "mine.toml"
    own.write_text('[words]\nbd = "bed"\ngvt = ""\n[signs]\n"w/w" = "week by week"\n', encoding="utf-8")
    shorthand = read_shorthand(str(own))
    assert (
        expand_shorthand("Bd 3 w/w for gvt ppl", shorthand=shorthand) == "Bed 3 week by week for gvt people"
    )
