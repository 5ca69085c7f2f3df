"""PostgreSQL refuses to change the words of a published answer."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION knowledge_edition_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (NEW.content, NEW.digest, NEW.number, NEW.effective, NEW.approved_by)
     IS DISTINCT FROM (OLD.content, OLD.digest, OLD.number, OLD.effective, OLD.approved_by) THEN
    RAISE EXCEPTION 'a published edition stands: % refused', TG_OP;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER knowledge_edition_stands BEFORE UPDATE OR DELETE ON knowledge_edition
  FOR EACH ROW EXECUTE FUNCTION knowledge_edition_stands();
"""
BACKWARD = (
    "DROP TRIGGER knowledge_edition_stands ON knowledge_edition; DROP FUNCTION knowledge_edition_stands();"
)


class Migration(migrations.Migration):
    """Editions stand."""

    dependencies = (("knowledge", "0001_initial"),)
    operations = (migrations.RunSQL(FORWARD, BACKWARD),)
