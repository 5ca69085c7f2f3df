"""PostgreSQL refuses to change or delete a recorded change, whoever asks."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION directory_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'directory_change is append-only: % refused', TG_OP; END $$;
CREATE TRIGGER directory_change_append_only BEFORE UPDATE OR DELETE ON directory_change
  FOR EACH ROW EXECUTE FUNCTION directory_append_only();
CREATE TRIGGER directory_change_no_truncate BEFORE TRUNCATE ON directory_change
  FOR EACH STATEMENT EXECUTE FUNCTION directory_append_only();
"""
BACKWARD = """
DROP TRIGGER directory_change_append_only ON directory_change;
DROP TRIGGER directory_change_no_truncate ON directory_change;
DROP FUNCTION directory_append_only();
"""


class Migration(migrations.Migration):
    """Append-only changes."""

    dependencies = (("directory", "0001_initial"),)
    operations = (migrations.RunSQL(FORWARD, BACKWARD),)
