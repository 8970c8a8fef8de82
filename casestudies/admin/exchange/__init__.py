"""Reference data and funding as CSV, out and in again: all or nothing, and seen before it is done.

`reading` makes rows of a file, `rows` checks and saves one, `kinds` says what there is to exchange, `pages` asks.
"""
