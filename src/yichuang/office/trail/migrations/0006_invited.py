from django.db import migrations

FORWARD = "CREATE INDEX trail_fact_invited ON trail_fact ((record->'data'->>'person')) WHERE type = 'SupervisorInvited'"


class Migration(migrations.Migration):
    """The cases somebody was ever invited to watch are found by the person; other facts are not indexed."""

    dependencies = [("trail", "0005_log")]

    operations = [migrations.RunSQL(FORWARD, "DROP INDEX trail_fact_invited")]
