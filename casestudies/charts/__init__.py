"""Figures to SVG: one module and one template a chart, pure functions of protected numbers."""
