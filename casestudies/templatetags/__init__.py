"""Template tags: print a figure, draw a chart, name the portal."""
