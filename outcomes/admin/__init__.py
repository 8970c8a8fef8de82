"""Lists and forms for the facts: one module a room."""

from outcomes.admin import money, people, projects, reference, results

__all__ = ["money", "people", "projects", "reference", "results"]
