"""The editor's desk: their case studies, the task list of each, its tasks, and sending it."""
