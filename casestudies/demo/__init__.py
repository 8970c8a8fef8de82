"""Content for the demonstration: reference data, the two printed case studies, a worked example and invented projects.

Everything here only ever adds rows. What a person has entered, edited or deleted stays as that person left it.
"""
