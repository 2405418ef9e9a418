"""Much work of one kind, done on a Dask cluster: the only module that knows Dask, loaded when a cluster is asked for.

In: a function, what to call it with, and the address of a scheduler. Out: each piece with what came of it. A worker
that is lost costs the pieces that were on it, which others do again; pieces are given out as there is room for them, so
that nothing gathers anywhere. What travels is made and read by Python's own pickle: a scheduler and its workers are
trusted as this machine is, and connections are encrypted where certificates are given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from planbuilder import __version__, codes
from planbuilder.errors import Conflict, UsageWrong, problem
from planbuilder.parallel import Lost
from planbuilder.record import record

if TYPE_CHECKING:
    from distributed import Client

A = TypeVar("A")
B = TypeVar("B")
# For each thread of the cluster so many pieces are given out, so that none waits for us.
AHEAD = 2
# How often a piece is done again that ended with a fault of the network or the machine.
RETRIES = 2
# Seconds to wait for the scheduler, and for the first worker.
PATIENCE = 20


@record
class Keys:
    """Certificates (PEM) for encrypted connections: whom to trust, and our own with its key."""

    authority: Path
    certificate: Path
    key: Path


class Cluster:
    """The workers of a scheduler."""

    def __init__(self, address: str, keys: Keys | None = None, patience: float = PATIENCE) -> None:
        if find_spec("distributed") is None:
            raise UsageWrong([problem(codes.NO_CLUSTER_EXTRA, missing="distributed")])
        self.address, self.keys, self.patience = address, keys, patience

    def done(self, work: Callable[[A], B], pieces: Iterable[A]) -> Iterator[tuple[A, B | Lost]]:
        """Each piece with what came of it; raises Conflict where the scheduler or its workers cannot be used."""
        from distributed import as_completed

        with self._client() as client:
            room = AHEAD * sum(_threads(client))
            rest, given, ended = iter(pieces), dict[object, A](), as_completed(loop=client.loop)

            def give(count: int) -> None:
                for piece in islice(rest, count):
                    future = client.submit(work, piece, pure=False, retries=RETRIES)
                    given[future.key] = piece
                    ended.add(future)

            try:
                give(room)
                for future in ended:
                    piece, found = given.pop(future.key), _result(future)
                    future.release()
                    give(1)
                    yield piece, found
            finally:
                with suppress(OSError, RuntimeError):
                    client.cancel(ended.futures)

    @contextmanager
    def _client(self) -> Iterator[Client]:
        """A connection to the scheduler, closed at the end; raises Conflict."""
        from distributed import Client

        try:
            client = Client(self.address, security=self._security(), timeout=self.patience, set_as_default=False)
        except (OSError, ValueError, TypeError) as error:
            raise _unusable(self.address, error) from error
        try:
            with self._asked():
                client.wait_for_workers(1, self.patience)
                _refuse_other_editions(client)
            yield client
        finally:
            client.close()

    @contextmanager
    def _asked(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise _unusable(self.address, error) from error

    def _security(self) -> Any:
        if self.keys is None:
            return None
        from distributed.security import Security

        return Security(
            tls_ca_file=str(self.keys.authority),
            tls_client_cert=str(self.keys.certificate),
            tls_client_key=str(self.keys.key),
            require_encryption=True,
        )


def _unusable(address: str, error: Exception) -> Conflict:
    said = str(error).strip().split("\n")[0] or type(error).__name__
    return Conflict([problem(codes.CLUSTER_NOT_REACHED, address=address, said=said)])


def edition() -> str:
    """The edition of the program where this is called: on a worker, the worker's."""
    return __version__


def _refuse_other_editions(client: Client) -> None:
    """Raise Conflict (PB418) for a worker that has another edition of the program, or none."""
    try:
        found = set(client.run(edition).values())
    except ImportError:
        found = {"–"}
    if others := found - {__version__}:
        raise Conflict([problem(codes.OTHER_PROGRAM, theirs=", ".join(sorted(others)), ours=__version__)])


def _threads(client: Client) -> Iterator[int]:
    yield from client.nthreads().values()


def _result(future: Any) -> Any:
    """What came of a piece; its fault, or that its workers were lost as often as it was tried."""
    from distributed.scheduler import KilledWorker

    try:
        return future.result()
    except (KilledWorker, CancelledError) as error:
        return Lost("lost", type(error).__name__)
    except Exception as error:  # noqa: BLE001 - whatever a piece ended with is told with it
        return Lost("failed", f"{type(error).__name__}: {error}")
