"""The tables of the database: the log, and what follows from it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from worldcafe.serve.process import FIELDS, STATES_THAT_WAIT


class Cafe(models.Model):
    """One row: the counter that every entry of the log takes its number from, the last hash, a secret."""

    title = models.CharField(max_length=300, default="")
    seq = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64, default="")
    newest = models.PositiveIntegerField(default=0)  # the last public number that was given
    secret = models.CharField(max_length=64)


class Event(models.Model):
    """An entry of the log, never removed and changed only by `sealing`; triggers of the database see to that.

    `changes` is {field: [before, after]}; of a text it has the reference, never the words, so that a name
    can be taken out later. `request` is the key of the form that asked for it: a repeated form is stored
    once. `item` is a public number, 0 where the entry is about the café. The hash covers `digest` in the
    place of `changes`, made of them and `salt`: a name can be taken out and the log stays whole (`sealing`).
    """

    seq = models.PositiveIntegerField(primary_key=True)
    at = models.CharField(max_length=32)
    actor = models.CharField(max_length=120)
    actor_kind = models.CharField(max_length=12)
    verb = models.CharField(max_length=20)
    item = models.PositiveIntegerField(db_index=True)
    version = models.PositiveIntegerField()  # of the item, after it
    changes = models.JSONField()
    request = models.CharField(max_length=64, unique=True)
    undoes = models.PositiveIntegerField(null=True)
    before_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    salt = models.CharField(max_length=32, default="")
    digest = models.CharField(max_length=64, default="")  # "": of a version before this


class Text(models.Model):
    """Words that a person wrote. `ref` is the hash of salt and words; a text taken out loses both."""

    ref = models.CharField(max_length=64, primary_key=True)
    salt = models.CharField(max_length=32)
    body = models.TextField()


class Fact(models.Model):
    """A setting of the café, as the log has it."""

    key = models.CharField(max_length=80, primary_key=True)
    value = models.TextField()


class Run(models.Model):
    """An analysis that was taken in."""

    no = models.PositiveIntegerField(primary_key=True)
    title = models.CharField(max_length=300)
    folder = models.CharField(max_length=500)
    digest = models.CharField(max_length=64)
    at = models.CharField(max_length=32)
    by = models.CharField(max_length=120)
    notes = models.CharField(max_length=500, default="")  # where its notes lie; "" for a run made elsewhere
    followed = models.JSONField(default=dict)  # entry of the log -> what came of its correction


class Item(models.Model):
    """A suggestion under its public number: what was decided on it, and what the last run says of it.

    `standing` says what became of it in the last run: "same", "new", "split", "gone", "merged 3" or
    "asked 3;4". `found` holds the evidence for the page: notes with places, claims.
    """

    number = models.PositiveIntegerField(primary_key=True)
    version = models.PositiveIntegerField(default=0)
    standing = models.CharField(max_length=60, default="new")
    state = models.CharField(max_length=20, default="new", db_index=True)
    text = models.TextField(default="")
    words = models.TextField(default="")  # in small letters, to be searched
    n_places = models.PositiveIntegerField(default=0)
    n_notes = models.PositiveIntegerField(default=0)
    in_report = models.CharField(max_length=8, default="")
    theme = models.CharField(max_length=200, default="", db_index=True)
    aside = models.CharField(max_length=200, default="")  # why it cannot be decided on by itself
    found = models.JSONField(default=dict)
    facts = models.JSONField(default=dict)  # field -> value, of texts the reference
    remit = models.CharField(max_length=10, default="")
    scope = models.CharField(max_length=20, default="")
    body = models.CharField(max_length=200, default="", db_index=True)
    due = models.CharField(max_length=10, default="")

    class Meta:
        """How the register is sorted unless asked otherwise."""

        ordering: ClassVar[list[str]] = ["number"]

    @property
    def awaited(self) -> str:
        """The day by which something is due that is still waited for, "" where nothing is."""
        return self.due if self.state in STATES_THAT_WAIT else ""


def listed() -> models.QuerySet[Item]:
    """Give the suggestions that the register counts, as page and letter do.

    Not those that are another now; of those on which nothing was decided, not those that no note says any
    more, nor those that cannot be decided on by themselves.
    """
    nothing_to_decide = ~models.Q(aside="") | models.Q(standing="gone")
    return Item.objects.exclude(standing__startswith="merged").exclude(nothing_to_decide, state="new")


def set_aside() -> models.QuerySet[Item]:
    """Give the suggestions that cannot be decided on by themselves, and on which nothing was decided."""
    return Item.objects.exclude(standing__startswith="merged").exclude(aside="").filter(state="new")


class Comment(models.Model):
    """What somebody remarked on a suggestion; hidden when it was undone."""

    seq = models.PositiveIntegerField(primary_key=True)  # of its entry in the log
    item = models.PositiveIntegerField(db_index=True)
    ref = models.CharField(max_length=64)
    hidden = models.BooleanField(default=False)


class Claim(models.Model):
    """A claim of the report with its nearest notes, as the last run has it."""

    key = models.CharField(max_length=64, primary_key=True)
    place = models.PositiveIntegerField()  # in the report
    gain = models.FloatField(default=0.0)
    found = models.JSONField(default=dict)


class Theme(models.Model):
    """A theme of the last run, with the corrections that this run followed."""

    local = models.CharField(max_length=12, primary_key=True)
    place = models.PositiveIntegerField()  # in the list
    name = models.CharField(max_length=200)


class Note(models.Model):
    """A note of the last run; `theme` is "" where it is set aside, `nearest` lists the next themes.

    `margin` is how much more it is like its theme than like the next one; `key` are its words, see `Quote`.
    """

    local = models.CharField(max_length=20, primary_key=True)
    key = models.CharField(max_length=64, db_index=True)
    text = models.TextField()
    place = models.CharField(max_length=300)
    theme = models.CharField(max_length=12, db_index=True)
    margin = models.FloatField()
    nearest = models.JSONField(default=list)
    like = models.JSONField(default=list)  # those of its theme that are likest to it


class Quote(models.Model):
    """The words of a note or a claim about which somebody said something; the log has its key.

    They stay when a later run has them no more, for a correction finds words that were edited lightly.
    """

    key = models.CharField(max_length=64, primary_key=True)
    text = models.TextField()


class Link(models.Model):
    """A link that lets somebody in, by the hash of its token; nobody who reads the database can use it.

    `kind` is "browser" (used up by the first who follows it, `body` says what they are), "group" (for the
    group `body`, until it is taken back or `expires`), "welcome" (`body` sets a password by it, once) or
    "session" (a browser in which `body` signed in).
    """

    mark = models.CharField(max_length=64, primary_key=True)
    kind = models.CharField(max_length=12)
    body = models.CharField(max_length=200, default="")
    made = models.CharField(max_length=32)
    expires = models.CharField(max_length=32)


class Account(models.Model):
    """The password of somebody of the people, as what it is known by; what they are stands in the log."""

    name = models.CharField(max_length=60, primary_key=True)
    password = models.CharField(max_length=200)


class Attempt(models.Model):
    """A try to sign in that was not right, of the last minute; no part of the log."""

    name = models.CharField(max_length=60, db_index=True)
    address = models.CharField(max_length=60, db_index=True)
    at = models.FloatField()


class Job(models.Model):
    """Long work: what it says so far, and how it ended. `beat` is when it was last heard of."""

    no = models.AutoField(primary_key=True)
    what = models.CharField(max_length=200)
    lines = models.JSONField(default=list)
    done = models.BooleanField(default=False)
    wrong = models.TextField(default="")
    leads = models.CharField(max_length=60, default="/")  # the page that is opened when it has ended
    beat = models.FloatField()


class Publication(models.Model):
    """A report-back that was told, and when; number 0 is the draft of the next one.

    `seq` and `head` are the newest entry of the log that it shows, and the hash of that entry.
    """

    no = models.PositiveIntegerField(primary_key=True)
    at = models.CharField(max_length=32)
    by = models.CharField(max_length=120)
    seq = models.PositiveIntegerField()
    head = models.CharField(max_length=64)


class PublishedFile(models.Model):
    """A file of a publication, kept as it was told."""

    publication = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    data = models.BinaryField()

    class Meta:
        """A publication has one file of a name."""

        ordering: ClassVar[list[str]] = ["-name"]  # the letter to all before the sheets
        constraints: ClassVar[list[models.UniqueConstraint]] = [
            models.UniqueConstraint(fields=["publication", "name"], name="one_file")
        ]


class Pair(models.Model):
    """Two suggestions of the last run that may be one; `gain` says how much an answer is worth."""

    key = models.CharField(max_length=64, primary_key=True)
    gain = models.FloatField()
    found = models.JSONField(default=dict)  # left and right: a note of each, with its place


class Asked(models.Model):
    """A small question that somebody looks at, and since when; no part of the log."""

    question = models.CharField(max_length=80)
    person = models.CharField(max_length=120)
    at = models.FloatField()

    class Meta:
        """One row for each person and question."""

        constraints: ClassVar[list[models.UniqueConstraint]] = [
            models.UniqueConstraint(fields=["question", "person"], name="one_asked")
        ]


class Presence(models.Model):
    """Who looked at which suggestion when; no part of the log."""

    person = models.CharField(max_length=120)
    item = models.PositiveIntegerField()
    at = models.FloatField()

    class Meta:
        """One row for each person and suggestion."""

        constraints: ClassVar[list[models.UniqueConstraint]] = [
            models.UniqueConstraint(fields=["person", "item"], name="one_presence")
        ]


COLUMNS = tuple(name for name in FIELDS if name in {"remit", "scope", "body", "due"})
