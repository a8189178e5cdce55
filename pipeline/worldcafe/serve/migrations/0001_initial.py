"""All tables; the log refuses to be changed."""

from typing import Any, ClassVar

from django.db import migrations, models

SQLITE = """
CREATE TRIGGER event_stays_{verb} BEFORE {verb} ON serve_event
BEGIN SELECT RAISE(ABORT, 'the log is never changed'); END;
"""
POSTGRESQL = """
CREATE FUNCTION event_stays() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'the log is never changed'; END; $$ LANGUAGE plpgsql;
CREATE TRIGGER event_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON serve_event
FOR EACH STATEMENT EXECUTE FUNCTION event_stays();
"""


def keep_log(apps: Any, editor: Any) -> None:
    """Let the database itself refuse to change the log."""
    if editor.connection.vendor == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            editor.execute(SQLITE.format(verb=verb))
    else:
        editor.execute(POSTGRESQL)


class Migration(migrations.Migration):
    """The first."""

    initial = True
    dependencies: ClassVar[list[tuple[str, str]]] = []

    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            name="Cafe",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(default="", max_length=300)),
                ("seq", models.PositiveIntegerField(default=0)),
                ("head", models.CharField(default="", max_length=64)),
                ("newest", models.PositiveIntegerField(default=0)),
                ("secret", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("place", models.PositiveIntegerField()),
                ("gain", models.FloatField(default=0.0)),
                ("found", models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                ("seq", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("item", models.PositiveIntegerField(db_index=True)),
                ("ref", models.CharField(max_length=64)),
                ("hidden", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("seq", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("at", models.CharField(max_length=32)),
                ("actor", models.CharField(max_length=120)),
                ("actor_kind", models.CharField(max_length=12)),
                ("verb", models.CharField(max_length=20)),
                ("item", models.PositiveIntegerField(db_index=True)),
                ("version", models.PositiveIntegerField()),
                ("changes", models.JSONField()),
                ("request", models.CharField(max_length=64, unique=True)),
                ("undoes", models.PositiveIntegerField(null=True)),
                ("before_hash", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Fact",
            fields=[
                ("key", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("value", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                ("number", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=0)),
                ("standing", models.CharField(default="new", max_length=60)),
                ("state", models.CharField(db_index=True, default="new", max_length=20)),
                ("text", models.TextField(default="")),
                ("words", models.TextField(default="")),
                ("n_places", models.PositiveIntegerField(default=0)),
                ("n_notes", models.PositiveIntegerField(default=0)),
                ("in_report", models.CharField(default="", max_length=8)),
                ("theme", models.CharField(db_index=True, default="", max_length=200)),
                ("found", models.JSONField(default=dict)),
                ("facts", models.JSONField(default=dict)),
                ("remit", models.CharField(default="", max_length=10)),
                ("scope", models.CharField(default="", max_length=20)),
                ("body", models.CharField(db_index=True, default="", max_length=200)),
                ("due", models.CharField(default="", max_length=10)),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="Run",
            fields=[
                ("no", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("title", models.CharField(max_length=300)),
                ("folder", models.CharField(max_length=500)),
                ("digest", models.CharField(max_length=64)),
                ("at", models.CharField(max_length=32)),
                ("by", models.CharField(max_length=120)),
            ],
        ),
        migrations.CreateModel(
            name="Text",
            fields=[
                ("ref", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("salt", models.CharField(max_length=32)),
                ("body", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("person", models.CharField(max_length=120)),
                ("item", models.PositiveIntegerField()),
                ("at", models.FloatField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("person", "item"), name="one_presence")],
            },
        ),
        migrations.RunPython(keep_log, migrations.RunPython.noop),
    ]
