"""read: surveys with codes above their questions, boards with guides, mail in a folder."""

import csv

import docx
import pytest

from corpus_lines import read_segments


def rows_of(tmp_path, rows, *columns):
    with (tmp_path / "a.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    found = read_segments(tmp_path / "a.csv")
    return [tuple(row[name] for name in (*columns, "text")) for row in found.to_dict("records")]


def test_a_survey_that_writes_codes_above_its_questions_is_read_by_its_questions(tmp_path):
    survey = [
        ["Q1", "Q2"],
        ["What should we act on?", "What gets in the way?"],
        ['{"ImportId":"QID1"}', '{"ImportId":"QID2"}'],
        ["a rota that comes early", "standing on stone"],
        ["repair the boxes", "groups booked twice"],
    ]
    found = rows_of(tmp_path, survey, "role", "question")
    assert ("prompt", "What should we act on?", "What should we act on?") in found
    assert ("note", "What gets in the way?", "groups booked twice") in found
    assert {role for role, _, text in found if "ImportId" in text} <= {"meta"}


def test_answers_to_choose_from_are_nobodys_words(tmp_path):
    survey = [["How do you help us?", "What is missing?"]]
    survey += [["Gallery steward", "a bench by the door"], ["Tour guide", "a lamp at the gate"]]
    survey += [["Gallery steward", "more chairs for us"], ["Tour guide", "a door that shuts"]]
    texts = [text for _, text in rows_of(tmp_path, survey, "role")]
    assert "Tour guide" not in texts
    assert "a lamp at the gate" in texts


def test_what_somebody_put_on_a_board_who_wrote_no_notes_is_a_guide(tmp_path):
    board = [["Type", "Text", "Created by"]]
    board += [["sticky note", "pairing on the parser", "Tom"], ["shape", "Break until two", "Hanneke"]]
    board += [["text box", "What should we stop?", "Hanneke"], ["text box", "fewer tickets", "Tom"]]
    found = {text: role for role, text in rows_of(tmp_path, board, "role")}
    assert found["Break until two"] == "meta"
    assert found["What should we stop?"] == "prompt"
    assert found["fewer tickets"] == found["pairing on the parser"] == "note"


def test_what_lies_in_an_area_that_names_no_place_is_at_none(tmp_path):
    board = [
        ["Text", "Area"],
        ["the bread is dear", "Round 1 / Table 2 Prices"],
        ["tired but glad", "Check-out"],
    ]
    board += [
        ["more soup at noon", "Round 2 / Table 1 Soup"],
        ["who locks up", ""],
        ["buy the van", "Parking lot"],
    ]
    found = {text: told for *told, text in rows_of(tmp_path, board, "table", "round", "topic")}
    assert found["the bread is dear"] == ["Table 2", "1", ""]
    assert found["tired but glad"] == ["", "", "Check-out"]
    assert found["who locks up"] == found["more soup at noon"] == ["Table 1", "2", ""]
    assert found["buy the van"] == ["", "", "Parking lot"]


def test_a_question_that_goes_on_with_what_to_write_is_one(tmp_path):
    survey = [["What did you talk about? Please be frank.", "Best idea so far. Why?"]]
    survey += [["the bread is dear", "more soup at noon"], ["nobody locks up here", "buy the old van"]]
    found = dict(reversed(told) for told in rows_of(tmp_path, survey, "question"))
    assert found["nobody locks up here"] == "What did you talk about? Please be frank."


def test_one_letter_is_one_table_however_it_is_typed_and_a_question_mark_is_none(tmp_path):
    sheet = [
        ["Table", "Note"],
        ["A", "the bread is dear"],
        ["a", "more soup at noon"],
        ["?", "buy the old van"],
    ]
    found = {text: table for table, text in rows_of(tmp_path, sheet, "table")}
    assert found["the bread is dear"] == found["more soup at noon"] == "Table A"
    assert found["buy the old van"] in ("", "Table A")


def test_a_row_of_lists_is_no_header(tmp_path):
    document = docx.Document()
    document.add_heading("Round 2", 1)
    for name, asked, cells in (
        (
            "Table Bluebell",
            "Who helped you?",
            ("my son\nnobody here\nthe chemist", "a friend\nthe ward\nmy wife"),
        ),
        ("Table Foxglove", "Who was there?", ("the priest", "the bus driver")),
    ):
        table = document.add_table(0, 2)
        for row in (
            (name, ""),
            (asked, ""),
            cells,
            ("And what then?", ""),
            ("it rained\nwe left", "we stayed"),
        ):
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text, *more = text.split("\n")
                for line in more:
                    cell.add_paragraph(line)
    document.save(tmp_path / "a.docx")
    rows = read_segments(tmp_path / "a.docx")
    notes = rows[rows["role"] == "note"]
    assert list(notes["text"][:6]) == [
        "my son",
        "nobody here",
        "the chemist",
        "a friend",
        "the ward",
        "my wife",
    ]
    assert set(notes["round"]) == {"2"}
    assert set(notes["table"][:6]) == {"Bluebell"}


def test_what_a_board_writes_on_empty_notes_is_none(tmp_path):
    board = [
        ["Text", "Area"],
        ["New sticky", "Soup"],
        ["new sticky rice", "Soup"],
        ["more soup at noon", "Soup"],
    ]
    found = {text: role for role, text in rows_of(tmp_path, board, "role")}
    assert found["New sticky"] == "meta"
    assert found["new sticky rice"] == found["more soup at noon"] == "note"


def test_mail_in_a_folder_is_read_as_it_is_alone(tmp_path):
    head = "From: ana@a.example\nTo: bo@a.example\nSubject: notes\nDate: Sun, 24 Mar 2024\n\n"
    (tmp_path / "one.eml").write_text(f"{head}Table 1\n- a bench\n- a lamp\n", encoding="utf-8")
    (tmp_path / "two.txt").write_text("Table 2\n- a door\n- a gate\n", encoding="utf-8")
    found = read_segments(tmp_path)
    assert found.loc[found["role"] == "note", "text"].tolist() == ["a bench", "a lamp", "a door", "a gate"]


def test_lines_and_cells_of_latex_are_notes_of_their_own(tmp_path):
    rows = "senza il fiume niente mele \\\\\n & i cormorani \\\\\n"
    text = f"\\section{{Tavolo 1}}\n\\begin{{longtable}}{{ll}}\n{rows}\\end{{longtable}}\n"
    text += "\\section{Tavolo 2}\n\\begin{itemize}\n\\item mele \\& pere\n\\end{itemize}\n"
    (tmp_path / "a.tex").write_text(text, encoding="utf-8")
    found = read_segments(tmp_path / "a.tex")
    told = found.loc[found["role"] == "note", "text"].tolist()
    assert told == ["senza il fiume niente mele", "i cormorani", "mele & pere"]


def test_what_stands_above_the_tables_of_a_file_that_is_called_like_one_is_no_note(tmp_path):
    page = "# Workshop 2\n\nPublished in May by the town.\n\n## Table Elm\n\n- a bench\n\n"
    page += "## Table Lime\n\n- a lamp\n"
    (tmp_path / "group-2.md").write_text(page, encoding="utf-8")
    (tmp_path / "group-3.md").write_text("# Notes\n\nWe want a door.\n\n- a gate\n", encoding="utf-8")
    told = [read_segments(tmp_path / name) for name in ("group-2.md", "group-3.md")]
    notes = [found.loc[found["role"] == "note", "text"].tolist() for found in told]
    assert notes == [["a bench", "a lamp"], ["We want a door.", "a gate"]]


PAGE = "# {title}\n\nSlot: {slot}\nRoom: Kitchen\nConvener: Ana\n\n## What was said\n\n- {note}\n- no dogs\n"
PAGE += "\nRoom: too small\n"


def test_pages_of_a_program_are_places_and_their_properties_remarks(tmp_path):
    key = "4921c0e2d1f6005abe1f9ec2e204190"
    for number, (title, slot, note) in enumerate((("Shade", "A", "more trees"), ("Cars", "B", "fewer cars"))):
        page = PAGE.format(title=title, slot=slot, note=note)
        (tmp_path / "Day").mkdir(exist_ok=True)
        (tmp_path / "Day" / f"{title} {key}{number}.md").write_text(page, encoding="utf-8")
    rows = read_segments(tmp_path).to_dict("records")
    notes = [(row["topic"], row["round"], row["text"]) for row in rows if row["role"] == "note"]
    assert ("Shade", "A", "more trees") in notes
    assert ("Cars", "B", "fewer cars") in notes
    assert "Room: too small" in [text for *_, text in notes]
    assert {row["text"] for row in rows if row["set_aside"]} >= {"Room: Kitchen", "Convener: Ana"}


def test_lines_with_colons_below_a_title_are_read_where_no_program_exported_it(tmp_path):
    (tmp_path / "a.md").write_text("# Pond\n\nPro: frogs like it\nContra: it is deep\n\n", encoding="utf-8")
    assert not any(read_segments(tmp_path / "a.md")["set_aside"])


@pytest.mark.parametrize(
    ("key", "names", "person"),
    [
        (
            " 4921c0e2d1f6005abe1f9ec2e2041909",
            ("Tea and paperwork", "Men do not come", "Money, again"),
            False,
        ),
        # people may be called so, also with "van", and so they are where no program exported it
        (" 4921c0e2d1f6005abe1f9ec2e2041909", ("Ana Prado", "Jan van der Meer", "Bo de Jong"), True),
        ("", ("Tea and paperwork", "Men do not come", "Money, again"), True),
    ],
)
def test_the_first_column_of_a_table_of_pages_holds_their_titles_unless_these_are_people(
    tmp_path, key, names, person
):
    rows = [("Name", "Comment"), *zip(names, ("more soup at noon", "a bench here", "buy it"), strict=True)]
    path = tmp_path / f"Sessions{key}.csv"
    path.write_text("".join(f'"{name}",{said}\n' for name, said in rows), encoding="utf-8")
    found = read_segments(path)
    assert ("identity: person" in set(found["set_aside"])) is person
    assert any("more soup at noon" in text for text in found.loc[found["role"] == "note", "text"])
