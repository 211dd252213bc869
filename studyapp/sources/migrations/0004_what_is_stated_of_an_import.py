from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sources', '0003_fingerprints_of_sentences'),
    ]

    operations = [
        migrations.AddField(
            model_name='importjob',
            name='stated',
            field=models.JSONField(blank=True, default=dict, verbose_name='stated'),
        ),
    ]
