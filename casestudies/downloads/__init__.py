"""Editions to take away: as JSON, CSV, XLSX and PDF, charts as files of their own, and grants as 360Giving.

Everything here is a pure function of published editions: nothing reads a record, a draft or a person.
"""
