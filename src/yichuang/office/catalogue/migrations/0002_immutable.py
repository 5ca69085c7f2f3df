"""PostgreSQL refuses to change the words of a published edition."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION catalogue_edition_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (NEW.content, NEW.digest, NEW.number, NEW.effective)
     IS DISTINCT FROM (OLD.content, OLD.digest, OLD.number, OLD.effective) THEN
    RAISE EXCEPTION 'a published edition stands: % refused', TG_OP;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER catalogue_edition_stands BEFORE UPDATE OR DELETE ON catalogue_edition
  FOR EACH ROW EXECUTE FUNCTION catalogue_edition_stands();
"""
BACKWARD = (
    "DROP TRIGGER catalogue_edition_stands ON catalogue_edition; DROP FUNCTION catalogue_edition_stands();"
)


class Migration(migrations.Migration):
    """Editions stand."""

    dependencies = (("catalogue", "0001_initial"),)
    operations = (migrations.RunSQL(FORWARD, BACKWARD),)
