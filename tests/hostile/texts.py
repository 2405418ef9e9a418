"""Plans, profiles, settings, answers and journals written by somebody who means harm."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tests.signing import world

VALUES: Mapping[str, str] = {
    "digits without end": "9" * 100_000,
    "an exponent without end": "1e" + "9" * 50_000,
    "below zero": "-99999999999999999999",
    "a list": "[" * 900 + "]" * 900,
    "a mapping of itself": "&a {a: *a}",
    "aliases": "[&a [x,x,x,x,x,x,x,x,x], &b [*a,*a,*a,*a,*a,*a,*a,*a], &c [*b,*b,*b,*b,*b,*b,*b], [*c,*c,*c,*c,*c,*c]]",
    "a tag that runs something": "!!python/object/apply:os.system ['touch ../canary/ran']",
    "commands to a terminal": '"\\e[2J\\e[1A\\e]0;x\\a plan.pdf: VERIFIED\\r\\n"',
    "letters turned round": '"\\u202e\\u2066abc\\ufffe\\0"',
    "half a letter": '"\\ud83d"',
    "a formula": '"=HYPERLINK(\\"http://127.0.0.1:9/\\",\\"x\\")"',
    "markup": "'<script>fetch(1)</script><img src=x onerror=1> ](javascript:1) \\input{/etc/passwd}'",
    "a path that leads out": "../../canary/secret",
    "a path from the root": "/etc/passwd",
    "a date that is none": "2026-02-31",
    "not a number": ".nan",
    "without end": ".inf",
    "nothing": "~",
    "a long text": "'" + "x" * 2_000_000 + "'",
}
KEYS = (
    *("format", "plan_id", "title", "language", "organisation", "solution", "price_base", "first_year", "horizon"),
    *("people", "signers", "benefits_tree", "costs", "budget_changes", "indicators", "answers", "decisions", "cover"),
)
ACCOUNT = (
    "format: planbuilder.plan/1\nplan_id: p\ntitle: x\nprice_base: 2026\nfirst_year: 2027\nhorizon: 3\n"
    "people: {{P1: {{name: Mia}}}}\n"
)
PLACES: Mapping[str, str] = {
    "an amount": ACCOUNT + "costs: {{K1: {{title: Drift, kind: recurring, amount: {0}, from: 2027}}}}\n",
    "a start": ACCOUNT + "costs: {{K1: {{title: Drift, kind: recurring, amount: 5, from: {0}}}}}\n",
    "a name": ACCOUNT.replace("Mia", "{0}"),
    "a title of a benefit": ACCOUNT
    + "benefits_tree: {{changes: {{F1: {{title: {0}, owner: P1}}}}, benefits: {{G1: {{title: {0}, kind: cashable, "
    "from: [F1], owner: P1, full_effect: {{amount: 5}}}}}}}}\n",
    "an answer": ACCOUNT + "answers: {{cover.description: {{value: {0}}}}}\n",
    "a number that is a key": ACCOUNT + "costs: {{{0}: {{title: x}}}}\n",
}
WHOLE: Mapping[str, str] = {
    "two documents": world.PLAN + "---\n" + world.PLAN,
    "every key twice": world.PLAN * 2,
    "200,000 keys": world.PLAN + "answers:\n" + "".join(f"  k{n}: {{value: x}}\n" for n in range(200_000)),
    "indented deeper and deeper": "".join(" " * n + "a:\n" for n in range(2_000)),
    "brackets in brackets": "a: " + "[{a: " * 20_000,
    "comments alone": "#" * 5_000_000,
    "one line without end": "a" * 10_000_000,
    "quotes that never end": 'title: "' + "\\n" * 1_000_000,
    "anchors without end": "".join(f"&a{n} " for n in range(100_000)),
    "keys that are mappings": "? {a: b}\n: c\n" * 1_000,
    "a folder of its own": "%TAG ! tag:x,2000:\n---\n!x {}\n",
}


def plans() -> Iterator[tuple[str, bytes]]:
    """Plans with one hostile value each, by key and by place; and plans hostile as a whole."""
    for key in KEYS:
        lines = [line for line in world.PLAN.splitlines() if not line.startswith(f"{key}:")]
        for name, value in VALUES.items():
            yield f"{key} is {name}", "\n".join([*lines, f"{key}: {value}\n"]).encode("utf-8", "surrogatepass")
    for place, text in PLACES.items():
        for name, value in VALUES.items():
            yield f"{place} is {name}", text.format(value).encode()
    yield from ((name, text.encode()) for name, text in WHOLE.items())
    for code in ("utf-16", "utf-16-be", "utf-32", "utf-7", "latin-1", "cp037"):
        yield f"written in {code}", (world.PLAN + "# æ\n").encode(code)


def profiles() -> Iterator[tuple[str, bytes]]:
    """Profiles with one hostile value each."""
    head = "format: planbuilder.profile/1\nname: x\n"
    for key in ("name", "logo", "template", "font_files", "fonts", "colours", "footer"):
        for name, value in VALUES.items():
            yield f"{key} is {name}", f"{head}{key}: {value}\n".encode()


def settings() -> Iterator[tuple[str, bytes]]:
    """Configurations with one hostile value each."""
    for key in ("archive", "trust", "timestamp", "signing", "retention"):
        for name, value in VALUES.items():
            yield f"{key} is {name}", f"{key}: {value}\n".encode()
    for name, value in VALUES.items():
        yield f"a root is {name}", f"trust: {{roots: [{value}]}}\n".encode()


def answers() -> Iterator[tuple[str, bytes]]:
    """Files of answers with one hostile value each."""
    for name, value in VALUES.items():
        yield f"an answer is {name}", f"cover.description: {value}\n".encode()
        yield f"a question is {name}", f"? {value}\n: x\n".encode()
    yield "a table of another program", b"PK\3\4" + bytes(99)
    yield "values between commas", b"cover.description,x\n" * 1_000
