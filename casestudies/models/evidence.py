from django.db import models


class EvidenceRow(models.Model):
    """A line of the readers' index: what the current edition shows of one strand in one period on one measure.

    Made from the edition's document and from nothing else; `casestudies.evidence.index` keeps it and can make it anew.
    """

    slug = models.SlugField(max_length=80)
    edition = models.PositiveIntegerField()
    project = models.CharField(max_length=200)
    strand = models.CharField(max_length=200)
    unit = models.CharField(max_length=80)
    cohort = models.CharField(max_length=120)
    measure = models.SlugField(max_length=80)
    version = models.CharField(max_length=60, blank=True)
    period_start = models.DateField(null=True)
    period_end = models.DateField(null=True)
    provenance = models.CharField(max_length=12)
    invented = models.BooleanField()
    figures = models.TextField(help_text="The shown figures as canonical JSON, each shown or with its reason.")

    class Meta:
        ordering = ["slug", "cohort"]
        constraints = [models.UniqueConstraint(fields=["slug", "cohort"], name="evidence_row_once")]
        indexes = [models.Index(fields=["measure", "invented"], name="evidence_of_a_measure")]

    def __str__(self) -> str:
        return f"{self.slug}, {self.cohort}"


class Mention(models.Model):
    """A line of the readers' index: a theme, place, funder or provider that the current edition names.

    A place is mentioned with every place around it. Names are those of the document.
    """

    class Kind(models.TextChoices):
        THEME = "theme", "theme"
        PLACE = "place", "place"
        FUNDER = "funder", "funder"
        PROVIDER = "provider", "provider"

    slug = models.SlugField(max_length=80)
    kind = models.CharField(max_length=8, choices=Kind)
    key = models.CharField(max_length=80)
    name = models.CharField(max_length=200)
    invented = models.BooleanField()
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["kind", "key", "slug"]
        constraints = [models.UniqueConstraint(fields=["kind", "key", "slug"], name="mention_once")]
        indexes = [models.Index(fields=["slug", "kind"], name="mention_of_an_edition")]

    def __str__(self) -> str:
        return f"{self.slug}: {self.name}"
