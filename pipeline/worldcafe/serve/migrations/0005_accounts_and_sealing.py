"""People with accounts; entries of the log whose words can be taken out."""

from typing import Any, ClassVar

from django.db import migrations, models

TRIGGER = """
CREATE TRIGGER event_stays_{verb} BEFORE {verb} ON serve_event
BEGIN SELECT RAISE(ABORT, 'the log is never changed'); END;
"""


def keep_log(apps: Any, editor: Any) -> None:
    """Guard the log as before: SQLite wrote its table anew for the columns, without what guarded it."""
    if editor.connection.vendor == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            editor.execute(f"DROP TRIGGER IF EXISTS event_stays_{verb}")
            editor.execute(TRIGGER.format(verb=verb))


class Migration(migrations.Migration):
    """Nothing that was decided changes; entries of before keep the hash that they have."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("serve", "0004_themes_by_hand")]

    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            name="Account",
            fields=[
                ("name", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("password", models.CharField(max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(db_index=True, max_length=60)),
                ("address", models.CharField(db_index=True, max_length=60)),
                ("at", models.FloatField()),
            ],
        ),
        migrations.AddField("event", "salt", models.CharField(max_length=32, default="")),
        migrations.AddField("event", "digest", models.CharField(max_length=64, default="")),
        migrations.AddField("note", "like", models.JSONField(default=list)),
        migrations.RunPython(keep_log, migrations.RunPython.noop),
    ]
