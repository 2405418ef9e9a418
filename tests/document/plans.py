"""Small plans for tests of documents."""

HEAD = "format: planbuilder.plan/1\nplan_id: p\ntitle: Prøve\nprice_base: 2026\nfirst_year: 2027\nhorizon: 4\n"

SMALL = (
    HEAD
    + """
organisation: {name: Nordlund Kommune}
solution: {name: Fritidspas, description: Familier søger selv.}
people: {P1: {name: Anna Holm, role: leder}}
sponsor: P1
benefits_tree:
  purpose: Flere børn i foreninger.
  changes:
    F1: {title: Familier søger digitalt, owner: P1}
    F2: {title: Indkomst hentes i registre, owner: P1}
  benefits:
    G1: {title: Lavere udgift til sagsbehandling, kind: cashable, from: [F1, F2], owner: P1, source: Måling,
         account: '06.45', use: Budgettet sættes ned., use_decided_by: Kommunalbestyrelsen,
         full_effect: {amount: 600000}, start: 2028, ramp: [50, 100]}
    G2: {title: Tid til vejledning, kind: released_time, from: [F1], full_effect: {fte: 0.5}}
economy: {fte_cost: 500000, fte_cost_source: Lønstatistik}
costs:
  K1: {title: Indkøb, amount: 700000, from: 2027, source: Tilbud}
  K2: {title: Licens, kind: running, amount: 100000, from: 2028}
"""
)

LONG_WORD = "Gevinstrealiseringsplanlægningsopfølgningskoordineringsudvalgsformand"


def crowded(ideas: int = 40, actions: int = 60) -> str:
    """A plan with more on its board than a sheet holds: ideas in every field and none, actions of every status."""
    scales = ["effect: high, resources: low", "effect: low, resources: low", "effect: high, resources: high",
              "effect: low, resources: high", "effect: high"]  # fmt: skip
    statuses = ["started", "decided", "finished", "evaluated"]
    many = [f"  E{n}: {{title: 'Idé nr. {n} {LONG_WORD}', {scales[n % 5]}, by: Anna Holm}}" for n in range(ideas)]
    done = [
        f"  H{n}: {{title: 'Handling nr. {n} {LONG_WORD}', responsible: P1, deadline: 2026-1{n % 3}-01, "
        f"status: {statuses[n % 4]}}}"
        for n in range(actions)
    ]
    return "\n".join([SMALL, "ideas:", *many, "actions:", *done, ""])
