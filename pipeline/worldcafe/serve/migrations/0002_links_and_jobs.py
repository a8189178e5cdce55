"""Links and long work are known to every process of the server."""

from typing import Any, ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Tables beside the log; nothing that was decided changes."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("serve", "0001_initial")]

    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            name="Link",
            fields=[
                ("mark", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=12)),
                ("body", models.CharField(default="", max_length=200)),
                ("made", models.CharField(max_length=32)),
                ("expires", models.CharField(max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                ("no", models.AutoField(primary_key=True, serialize=False)),
                ("what", models.CharField(max_length=200)),
                ("lines", models.JSONField(default=list)),
                ("done", models.BooleanField(default=False)),
                ("wrong", models.TextField(default="")),
                ("asks", models.BooleanField(default=False)),
                ("beat", models.FloatField()),
            ],
        ),
    ]
