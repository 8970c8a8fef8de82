"""How to cite an edition: by the address that never dies, whole, because a citation is read elsewhere."""

from casestudies import wording
from casestudies.editions import addresses
from casestudies.editions.document import EditionDocument
from casestudies.imprint import NAME, absolute

_TEX = {
    **{letter: f"\\{letter}" for letter in "&%$#_{}"},
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def plain(document: EditionDocument) -> str:
    """One line of text, without the address."""
    day = wording.date(document.published)
    return f"{author(document)}. “{document.headline}.” {NAME}, edition {document.edition}, {day}."


def bibtex(document: EditionDocument) -> str:
    """An entry for a BibTeX file; whatever TeX would take for a command is escaped."""
    fields = {
        "author": f"{{{_tex(author(document))}}}",  # a second pair of braces: a charity has no first name
        "title": f"{{{_tex(document.headline)}}}",
        "year": str(document.published.year),
        "month": str(document.published.month),
        "howpublished": _tex(NAME),
        "edition": str(document.edition),
        "url": address(document),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{{document.slug}-{document.edition},\n{lines}}}\n"


def author(document: EditionDocument) -> str:
    """Whose account it is: the provider's, else the project's."""
    return document.project.provider.name if document.project.provider else document.project.name


def address(document: EditionDocument) -> str:
    """The whole address of this edition."""
    return absolute(addresses.lasting(document))


def _tex(text: str) -> str:
    return "".join(_TEX.get(letter, letter) for letter in " ".join(text.split()))
