"""All plans beneath a folder: where each is, and what could not be looked into.

In: a folder. Out: the folders that hold a plan, in order. Links lead to none, so no circle of them is walked through;
hidden folders and archives hold none; and what lies in `versions`, or in a plan's own `build`, are states and documents
of a plan, not other plans.
"""

from __future__ import annotations

from pathlib import Path

from planbuilder import codes, looking
from planbuilder.errors import InputInvalid, Place, Problem, problem
from planbuilder.plan.store import PLAN
from planbuilder.record import record

# So many folders are looked into: more are a whole drive, named by mistake.
MOST = 100_000
# Folders that hold what was made of a plan; the second only where there is one.
VERSIONS, BUILT = "versions", "build"
# A file whose name begins so says that a folder is an archive (OCFL) or a package (BagIt), which holds copies.
ARCHIVES = ("0=ocfl", "bagit.txt")


@record
class Beneath:
    """The folders beneath one that hold a plan, by path; and what was not looked into, or is a link."""

    folders: tuple[Path, ...]
    problems: tuple[Problem, ...] = ()


def plans_beneath(folder: Path) -> Beneath:
    """Every plan in a folder and beneath it; a folder that cannot be looked into is a problem and stops nothing."""
    waiting, plans, problems, links, count = [folder], [], list[Problem](), list[Path](), 0
    while waiting and count < MOST:
        here, count = waiting.pop(), count + 1
        try:
            found = looking.listing(here)
        except InputInvalid as error:
            problems += error.problems
            continue
        names = {one.name for one in found.files}
        if any(name.startswith(ARCHIVES) for name in names):
            continue
        if PLAN in names:
            plans.append(here)
        apart = (VERSIONS, BUILT) if PLAN in names else (VERSIONS,)
        waiting += (one for one in found.folders if not one.name.startswith(".") and one.name not in apart)
        links += (one for one in found.links if one.name == PLAN or looking.is_folder(one))
    if waiting:
        problems.append(problem(codes.TOO_MANY_FOLDERS, Place(str(folder)), most=MOST))
    if links:
        problems.append(problem(codes.LINKS_NOT_FOLLOWED, Place(str(folder)), count=len(links), path_named=links[0]))
    return Beneath(tuple(sorted(plans)), tuple(problems))
