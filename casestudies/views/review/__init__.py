"""The reviewers' pages: the queue, the room of one case study, the moves made there, and what differs."""
