"""What the caller said before a ticket was done again, the hour a scene is due, what no call-back can be asked of."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Columns of hotline_ticket; the index by time also holds subject and cell, so that a map reads nothing else."""

    dependencies = (("hotline", "0004_handle_by"),)
    operations = (
        migrations.RemoveIndex(model_name="ticketrow", name="hotline_at"),
        migrations.AddField(model_name="ticketrow", name="arrive_by", field=models.DateTimeField(null=True)),
        *(
            migrations.AddField(model_name="ticketrow", name=name, field=models.IntegerField(default=0))
            for name in ("heard", "said_solved", "said_how", "said_good")
        ),
        *(
            migrations.AddField(model_name="ticketrow", name=name, field=models.BooleanField(default=False))
            for name in ("told", "contact")
        ),
        migrations.AddIndex(
            model_name="ticketrow",
            index=models.Index(
                fields=("region", "at"), include=("subject", "cell", "line"), name="hotline_at"
            ),
        ),
    )
