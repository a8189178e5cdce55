"""Cleaning makes text readable and leaves words, placeholders and meaning alone."""

from __future__ import annotations

import pytest

from worldcafe.clean import expand_shorthand, mend_characters, read_shorthand, strip_markup, tidy_spaces


@pytest.mark.parametrize(
    ("text", "readable"),
    [
        ("**Shared** tools", "Shared tools"),
        ("★ Buy a ladder", "Buy a ladder"),
        ("see [the plan](#a)", "see the plan"),
        ("<b>Rain</b>", "Rain"),
        ("com<b>post</b> heap", "compost heap"),
        ("beds<br>paths", "beds paths"),
        ("<p>beds</p><p>paths</p>", " beds  paths "),
        ("- [ ] mend the tap", "mend the tap"),
        ("[x] done", "done"),
        ("> as said before", "as said before"),
        ("| beds | paths |", "beds | paths"),
        ("\\*not bold\\*", "*not bold*"),
        ("~~old~~ new", "old new"),
        # what must not change
        ("> 5 people per bed", "> 5 people per bed"),
        ("<said quietly> more beds", "<said quietly> more beds"),
        ("[sic] as written", "[sic] as written"),
        ("a|b and 2*3*4", "a|b and 2*3*4"),
        ("#gardens, C# and C++", "#gardens, C# and C++"),
        ("-> less work, 5 > 3", "-> less work, 5 > 3"),
        ("1. first bed", "1. first bed"),
        ("I <3 beans", "I <3 beans"),
        ("see https://garden.example/a_b_c", "see https://garden.example/a_b_c"),
        ("[person 1] likes compost", "[person 1] likes compost"),
        ("3 * 4 beds", "3 * 4 beds"),
        ("file_name_here stays", "file_name_here stays"),
        ("fewer than 3 < 4 beds", "fewer than 3 < 4 beds"),
    ],
)
def test_markup_goes_and_text_stays(text, readable):
    assert strip_markup(text) == readable


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
    ("text", "readable"),
    [
        ("It\u00e2\u20ac\u2122s wet &amp; cold", "It's wet & cold"),
        ("cafe\u0301", "café"),
        ("GrÃ¶ÃŸe und cafÃ©s", "Größe und cafés"),
        ("Bed １２", "Bed 12"),
        ("ﬁne com\u00adpost", "fine compost"),
        ("\u200e\ufeffbeds", "beds"),
        ("&#8217;til &eacute;t&eacute;", "'til été"),
        # what must not change
        ("AT&T, Q&A; &nosuchthing; R&D", "AT&T, Q&A; &nosuchthing; R&D"),
        ("½ m² of H₂O, 5 × 3, 20 °C", "½ m² of H₂O, 5 × 3, 20 °C"),
        ("ñandú, çedille, øre, ßüß, żółć", "ñandú, çedille, øre, ßüß, żółć"),
        ("水を運ぶ", "水を運ぶ"),
        ("حديقة", "حديقة"),
        ("🙂 nice", "🙂 nice"),
        ("naïve Grüße", "naïve Grüße"),
        ("plain words", "plain words"),
    ],
)
def test_broken_characters_are_mended_and_whole_ones_stay(text, readable):
    assert mend_characters(text) == readable


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
