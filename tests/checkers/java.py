"""How Java is started for a few seconds' work: without the compiler that makes code fast which runs for minutes.

That compiler, and a collector with threads of its own, took more of the processors than the work itself.
"""

from __future__ import annotations

JAVA = ("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
