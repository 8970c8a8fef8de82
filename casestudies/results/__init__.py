"""The editor's results task: strands, cohorts, scores and summaries of one case study, read and written."""
