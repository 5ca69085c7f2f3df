"""PostgreSQL refuses to change or delete a fact, whoever asks."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION trail_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'trail_fact is append-only: % refused', TG_OP; END $$;
CREATE TRIGGER trail_fact_append_only BEFORE UPDATE OR DELETE ON trail_fact
  FOR EACH ROW EXECUTE FUNCTION trail_append_only();
CREATE TRIGGER trail_fact_no_truncate BEFORE TRUNCATE ON trail_fact
  FOR EACH STATEMENT EXECUTE FUNCTION trail_append_only();
"""
BACKWARD = """
DROP TRIGGER trail_fact_append_only ON trail_fact;
DROP TRIGGER trail_fact_no_truncate ON trail_fact;
DROP FUNCTION trail_append_only();
"""


class Migration(migrations.Migration):
    """Append-only facts."""

    dependencies = (("trail", "0001_initial"),)
    operations = (migrations.RunSQL(FORWARD, BACKWARD),)
