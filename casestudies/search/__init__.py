"""Finding case studies by words and by facets. Everything here is made from published editions and nothing else."""
