"""Themes with their notes, small questions on them, and the words that corrections quote."""

from typing import Any, ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Tables of what the last run says; nothing that was decided changes."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("serve", "0003_publications")]

    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            name="Theme",
            fields=[
                ("local", models.CharField(max_length=12, primary_key=True, serialize=False)),
                ("place", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                ("local", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("key", models.CharField(db_index=True, max_length=64)),
                ("text", models.TextField()),
                ("place", models.CharField(max_length=300)),
                ("theme", models.CharField(db_index=True, max_length=12)),
                ("margin", models.FloatField()),
                ("nearest", models.JSONField(default=list)),
            ],
        ),
        migrations.CreateModel(
            name="Quote",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("text", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="Pair",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("gain", models.FloatField()),
                ("found", models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name="Asked",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("question", models.CharField(max_length=80)),
                ("person", models.CharField(max_length=120)),
                ("at", models.FloatField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("question", "person"), name="one_asked")]
            },
        ),
        migrations.AddField(
            model_name="run", name="notes", field=models.CharField(default="", max_length=500)
        ),
        migrations.AddField(model_name="run", name="followed", field=models.JSONField(default=dict)),
    ]
