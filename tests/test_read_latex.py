from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worldcafe.read import read_sources
from worldcafe.settings import ReadSettings


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    path = tmp_path_factory.mktemp("latex") / "notes.tex"

    def read_text(text):
        path.write_text(text, encoding="utf-8")
        return read_sources([path], ReadSettings())[0]

    return read_text


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\section{Table 1}", "# Table 1"),
        (r"\subsection*{What about \emph{rain}?} It rains.", "## What about rain?\n\n\nIt rains."),
        ("\\begin{itemize}\\item trees\n\\item shade\\end{itemize}", "- trees\n- shade"),
        (
            r"\begin{itemize}\item trees\begin{enumerate}\item oaks\end{enumerate}\end{itemize}",
            "- trees\n  - oaks",
        ),
        ("two lines\nof one thought", "two lines of one thought"),
        (r"50 \% of R\&D~costs", "50 % of R&D costs"),
        ("kept % set aside", "kept\n\n\nset aside"),
        (r"\href{https://example.org}{the page}", "the page"),
        (r"light\footnote{at \emph{night}} helps", "light (at night) helps"),
        (r"see this~\cite{tree99}.", "see this."),
        (r"\documentclass{article}\begin{document}rain\end{document} set aside", "rain\n\n\nset aside"),
        ("no commands at all", "no commands at all"),
    ],
)
def test_latex_reads_as_the_notes_it_prints(read, latex, text):
    assert read(latex).text.strip() == text


def test_each_block_leads_back_to_its_line(read):
    source = read("\\section{Table 1}\n\nrain\n\n% hidden\nsnow\n")
    lines = {source.text[offset:].strip().split("\n")[0]: label for offset, label in source.anchors}
    assert lines == {"# Table 1": "line 1", "rain": "line 3", "snow": "line 5"}


def test_figures_comments_and_what_follows_the_end_are_remarks(read):
    source = read(
        "rain % ask them\n\\begin{figure}\\caption{A chart}\\end{figure}\nsnow"
        "\\begin{lstlisting}let x\\end{lstlisting}"
    )
    assert source.text.startswith("\nrain\n\n\nsnow\n")
    told = {dict(mark.fields)["aside"]: source.text[mark.start : mark.end] for mark in source.marks}
    assert told == {"comment in the source": "ask them", "figure, table or formula": "A chart"}
    assert source.set_aside == ("LaTeX: 1 listings and lists of literature are not read",)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["\\item", "{", "}", "\\begin{itemize}", "\\end{x}", "a b", "\n\n", "\\", "%", "[", "]"]
        )
    )
)
def test_broken_latex_still_reads(read, parts):
    source = read("".join(["words ", *parts]))
    assert all(0 <= offset <= len(source.text) for offset, _ in source.anchors)
