from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="InformationRow",
            fields=[
                (
                    "number",
                    models.CharField(db_collation="C", max_length=40, primary_key=True, serialize=False),
                ),
                ("version", models.IntegerField()),
                ("region", models.CharField(db_collation="C", max_length=12)),
                ("body", models.CharField(db_collation="C", max_length=40)),
                ("at", models.DateTimeField()),
                ("who", models.CharField(db_collation="C", max_length=64)),
                ("asker", models.CharField(max_length=12)),
                ("way", models.CharField(max_length=12)),
                ("state", models.CharField(max_length=16)),
                ("received_on", models.DateField()),
                ("due_on", models.DateField(null=True)),
                ("until", models.DateField(null=True)),
                ("closed_on", models.DateField(null=True)),
                ("reply", models.CharField(default="", max_length=12)),
                ("in_time", models.BooleanField(null=True)),
                ("contested", models.JSONField(default=dict)),
            ],
            options={
                "db_table": "information_request",
                "indexes": [
                    models.Index(fields=["body", "received_on"], name="information_body"),
                    models.Index(fields=["region", "received_on"], name="information_region"),
                    models.Index(fields=["who", "received_on"], name="information_who"),
                ],
            },
        ),
    ]
