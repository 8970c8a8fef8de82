"""The light colours, literally: what a chart shows on paper, in a PDF and as a file, where no stylesheet reaches it.

They equal the light tokens of `static/css/tokens.css` (a test compares them); on a page the classes of
`static/css/components/chart.css` paint over them, which is how dark mode reaches a drawing.
"""

PAPER = "#fbf9f4"
INK = "#1b2226"
MUTED = "#5a6064"
RULE = "#cfc9bc"
TRACK = "#ece8de"
IMPROVED = "#0e5468"
INTERVAL = "#7fb0bf"
SAME = "#6f6a5e"
WORSE = "#a8481a"
UNKNOWN = "#85807a"
PARTS = ("#0e5468", "#34707f", "#7fb0bf", "#b3d0d8")
