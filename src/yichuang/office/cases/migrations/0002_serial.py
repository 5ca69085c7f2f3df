"""The serial in a case number."""

from django.db import migrations


class Migration(migrations.Migration):
    """One sequence for all case numbers."""

    dependencies = (("cases", "0001_initial"),)
    operations = (migrations.RunSQL("CREATE SEQUENCE cases_serial", "DROP SEQUENCE cases_serial"),)
