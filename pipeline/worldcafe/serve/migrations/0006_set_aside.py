"""Why a suggestion cannot be decided on by itself; what is the Council's own waits for the Council."""

from typing import Any, ClassVar

from django.db import migrations, models


def ask_the_council(apps: Any, editor: Any) -> None:
    """Let what is in the scope of the Council itself stand where its facts put it now."""
    items = apps.get_model("serve", "Item").objects.using(editor.connection.alias)
    items.filter(scope="council", state="to inform").update(state="council considers")


class Migration(migrations.Migration):
    """Nothing that was decided changes."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("serve", "0005_accounts_and_sealing")]

    operations: ClassVar[list[Any]] = [
        migrations.AddField("item", "aside", models.CharField(max_length=200, default="")),
        migrations.RunPython(ask_the_council, migrations.RunPython.noop),
    ]
