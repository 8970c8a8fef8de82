"""What readers search in: small tables, written from current editions alone and made anew from them at any time.

The words themselves stand in a table that each database keeps in its own way (see the migration that makes it).
`casestudies.search.index` is the only writer.
"""

from django.db import models

from casestudies.models.edition import Edition


class SearchEntry(models.Model):
    """A current edition as it is found and sorted. A new edition is a new row, so the newest id tells of any change."""

    edition = models.OneToOneField(Edition, models.CASCADE, related_name="+")
    slug = models.SlugField(max_length=80, unique=True)
    invented = models.BooleanField()
    published_at = models.DateTimeField()
    reach = models.PositiveIntegerField(null=True, help_text="People reached in a year, where shown.")
    coverage = models.PositiveSmallIntegerField(null=True, help_text="Scored of those who started in %, where shown.")
    words = models.TextField(help_text="Each different word once, so that its count can be taken back.")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.slug


class SearchFacet(models.Model):
    """One value of one facet of an edition, under the name it was published with."""

    entry = models.ForeignKey(SearchEntry, models.CASCADE, related_name="facets")
    facet = models.CharField(max_length=12)
    value = models.CharField(max_length=100)
    label = models.CharField(max_length=200)
    position = models.CharField(max_length=600, blank=True, help_text="Its place among the others, where it has one.")

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["entry", "facet", "value"], name="search_facet_once")]
        indexes = [models.Index(fields=["facet", "value", "entry"], name="search_facet_chosen")]

    def __str__(self) -> str:
        return f"{self.facet}: {self.label}"


class SearchWord(models.Model):
    """A word of the case studies with its stem, and in how many editions it stands, real and invented ones apart."""

    word = models.CharField(max_length=40, unique=True)
    stem = models.CharField(max_length=40, db_index=True)
    real = models.PositiveIntegerField(default=0)
    examples = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.word
