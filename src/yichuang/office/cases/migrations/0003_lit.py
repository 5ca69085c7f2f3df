"""One index for both lights, by body, so that the lists read what they show and no more."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_serial"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="caserow",
            name="cases_red",
        ),
        migrations.RemoveIndex(
            model_name="caserow",
            name="cases_yellow",
        ),
        migrations.AddIndex(
            model_name="caserow",
            index=models.Index(
                condition=models.Q(("open", True), ("paused", False), ("red_at__isnull", False)),
                fields=["body", "red_at", "number"],
                include=("yellow_at",),
                name="cases_lit",
            ),
        ),
    ]
