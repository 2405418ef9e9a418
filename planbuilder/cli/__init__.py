"""The command line: the only place that prints, reads the clock and knows exit codes."""

import gc

# A command lives for a moment: looking for garbage every 700 objects while libraries load is a twentieth of its start,
# and a build, which is half a million objects that live until they are written, is another if it is gone through.
OF_A_MOMENT = 500_000
# What serves for days throws away more than it keeps.
OF_DAYS = 50_000
gc.set_threshold(OF_A_MOMENT)
