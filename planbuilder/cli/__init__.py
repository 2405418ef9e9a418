"""The command line: the only place that prints, reads the clock and knows exit codes."""

import gc

# A command lives for a moment: looking for garbage every 700 objects while libraries load is a twentieth of its start.
gc.set_threshold(50_000)
