"""planbuilder: benefits realisation plans for municipalities, from guided interview to Word and PDF.

A Python program calls what `API` names (`planbuilder.build(...)`); docs/python.md shows how. Each is loaded when it is
first asked for, so that the command line starts at once.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

# For those who check types and for editors; at run time `__getattr__` loads each when it is asked for.
if TYPE_CHECKING:
    from planbuilder.errors import PlanbuilderError as PlanbuilderError
    from planbuilder.language import load as speaking  # noqa: F401 - offered under a name that says what it is for
    from planbuilder.parallel import Processes as Processes
    from planbuilder.usecases.acting import Who as Who
    from planbuilder.usecases.approving import Decision as Decision
    from planbuilder.usecases.approving import approve as approve
    from planbuilder.usecases.approving import decide as decide
    from planbuilder.usecases.approving import versions as versions
    from planbuilder.usecases.archiving import archive_plan as archive_plan
    from planbuilder.usecases.archiving import holdings as holdings
    from planbuilder.usecases.archiving import take_out as take_out
    from planbuilder.usecases.building import Wanted as Wanted
    from planbuilder.usecases.building import build as build
    from planbuilder.usecases.building_all import build_all as build_all
    from planbuilder.usecases.changing import log as log
    from planbuilder.usecases.changing import undo as undo
    from planbuilder.usecases.comparing import diff as diff
    from planbuilder.usecases.configuring import configured as configured
    from planbuilder.usecases.erasing import Erasure as Erasure
    from planbuilder.usecases.erasing import erase as erase
    from planbuilder.usecases.figuring import compute as compute
    from planbuilder.usecases.harvesting import harvest as harvest
    from planbuilder.usecases.interviewing import disagreements as disagreements
    from planbuilder.usecases.interviewing import fill as fill
    from planbuilder.usecases.interviewing import hold_interview as hold_interview
    from planbuilder.usecases.interviewing import questions_for as questions_for
    from planbuilder.usecases.interviewing import settle as settle
    from planbuilder.usecases.measuring import Taken as Taken
    from planbuilder.usecases.measuring import measure as measure
    from planbuilder.usecases.measuring import take_in as take_in
    from planbuilder.usecases.overseeing import oversee as oversee
    from planbuilder.usecases.plans import Facts as Facts
    from planbuilder.usecases.plans import check as check
    from planbuilder.usecases.plans import extract as extract
    from planbuilder.usecases.plans import new as new
    from planbuilder.usecases.plans import write_example as write_example
    from planbuilder.usecases.signing import Key as Key
    from planbuilder.usecases.signing import Signing as Signing
    from planbuilder.usecases.signing import export_unsigned as export_unsigned
    from planbuilder.usecases.signing import sign as sign
    from planbuilder.usecases.verifying import Against as Against
    from planbuilder.usecases.verifying import verify as verify
    from planbuilder.usecases.verifying import verify_version as verify_version

__version__ = "0.2.0"
# What a Python program calls, by the module that has it.
API = {
    "errors": ("PlanbuilderError",),
    "language": ("speaking",),
    "usecases.plans": ("Facts", "check", "extract", "new", "write_example"),
    "usecases.interviewing": ("disagreements", "fill", "hold_interview", "questions_for", "settle"),
    "usecases.changing": ("log", "undo"),
    "usecases.figuring": ("compute",),
    "usecases.measuring": ("Taken", "measure", "take_in"),
    "usecases.acting": ("Who",),
    "usecases.harvesting": ("harvest",),
    "usecases.building": ("Wanted", "build"),
    "usecases.building_all": ("build_all",),
    "usecases.overseeing": ("oversee",),
    "parallel": ("Processes",),
    "usecases.comparing": ("diff",),
    "usecases.approving": ("Decision", "approve", "decide", "versions"),
    "usecases.signing": ("Key", "Signing", "export_unsigned", "sign"),
    "usecases.verifying": ("Against", "verify", "verify_version"),
    "usecases.archiving": ("archive_plan", "holdings", "take_out"),
    "usecases.configuring": ("configured",),
    "usecases.erasing": ("Erasure", "erase"),
}
# What is called otherwise where it is.
OWN_NAMES = {"speaking": "load"}


def __getattr__(name: str) -> Any:
    """What `API` names, loaded now; raises AttributeError for anything else."""
    module = next((module for module, names in API.items() if name in names), None)
    if module is None:
        raise AttributeError(f"module 'planbuilder' has no attribute {name!r}")
    return getattr(import_module(f"planbuilder.{module}"), OWN_NAMES.get(name, name))


def __dir__() -> list[str]:
    """All that a Python program calls."""
    return sorted((*globals(), *(name for names in API.values() for name in names)))
