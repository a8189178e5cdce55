"""What was told, and when, as files that stay; work leads to a page."""

from typing import Any, ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Tables beside the log; nothing that was decided changes."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("serve", "0002_links_and_jobs")]

    operations: ClassVar[list[Any]] = [
        migrations.CreateModel(
            name="Publication",
            fields=[
                ("no", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("at", models.CharField(max_length=32)),
                ("by", models.CharField(max_length=120)),
                ("seq", models.PositiveIntegerField()),
                ("head", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="PublishedFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("publication", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=200)),
                ("sha256", models.CharField(max_length=64)),
                ("data", models.BinaryField()),
            ],
            options={
                "ordering": ["-name"],
                "constraints": [models.UniqueConstraint(fields=("publication", "name"), name="one_file")],
            },
        ),
        migrations.RemoveField(model_name="job", name="asks"),
        migrations.AddField(
            model_name="job", name="leads", field=models.CharField(default="/", max_length=60)
        ),
    ]
