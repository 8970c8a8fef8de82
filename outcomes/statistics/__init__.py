"""Numbers in, numbers out: no Django, no database. One module a kind of figure."""
