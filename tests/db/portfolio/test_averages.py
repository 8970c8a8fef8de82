"""Every average of every measure, worked out again from what the API gives of each edition."""

import pytest
from django.test import Client

from tests.db.portfolio import slow
from tests.db.portfolio.choosing import changes, counts, grouped, one_a_project
from tests.db.portfolio.published import Json, get
from tests.db.readers.visible import text


def told(pooled: Json) -> dict[str, slow.Ends]:
    """A pooled result of the API under the names of the slow one."""
    found = {name: (pooled[name]["low"], pooled[name]["high"]) for name in ("average", "interval", "prediction")}
    if spread := pooled["heterogeneity"]:
        found["share"] = (spread["share"], spread["share"])
        found["share_interval"] = (spread["interval"]["low"], spread["interval"]["high"])
    return found


def alike(ours: dict[str, slow.Ends], theirs: dict[str, slow.Ends]) -> bool:
    return ours.keys() == theirs.keys() and all(ours[name] == pytest.approx(theirs[name], abs=1e-9) for name in ours)


def test_every_average_of_the_api(public: list[Json], client: Client) -> None:
    averaged = hidden = with_spread = 0
    for measure in {kind[0] for kind in grouped(public)}:
        answer = get(client, f"/api/v1/measures/{measure}/pooled?examples=show")
        found = {(measure, group["version"], group["unit"], group["invented"]): group for group in answer["groups"]}
        expected = {kind: some for kind, some in grouped(public).items() if kind[0] == measure}
        assert found.keys() == expected.keys()
        for kind, group in found.items():
            newest = one_a_project(expected[kind])
            entering, moved = counts(newest, invented=kind[3]), changes(newest, invented=kind[3])
            assert group["projects"] == len(newest)
            assert group["with_change"] == len(moved)
            told_counts = {
                e["case_study"]: (e["improved"]["low"], e["improved"]["high"], e["scored"]) for e in group["entering"]
            }
            assert told_counts == entering
            for figure, numbers, by_hand in (
                (group["rate"], list(entering.values()), slow.pooled_rates),
                (group["change"], moved, slow.pooled_changes),
            ):
                if len(numbers) < 5:
                    assert figure == {"kind": "hidden", "why": "too_few"}
                    hidden += 1
                else:
                    assert figure["value"]["projects"] == len(numbers)
                    assert alike(told(figure["value"]), by_hand(numbers)), kind
                    averaged += 1
                    with_spread += figure["value"]["heterogeneity"] is not None
    assert (averaged, with_spread) == (4, 3)
    assert hidden > 30


def test_every_average_of_the_pages(public: list[Json], client: Client) -> None:
    for (measure, _, unit, invented), found in grouped(public).items():
        newest = one_a_project(found)
        entering = counts(newest, invented=invented)
        words = text(client.get(f"/measures/{measure}/?examples=show").content.decode())
        kind = "invented " if invented else ""
        of = f"all {len(newest)}" if len(entering) == len(newest) else f"{len(entering)} of {len(newest)}"
        if len(entering) >= 5:
            pooled = slow.pooled_rates(list(entering.values()))
            average, interval, prediction = (slow.per_cent(pooled[x]) for x in ("average", "interval", "prediction"))
            assert (
                f"An average project saw {average} of {unit} scored twice improve. Average of {of} {kind}projects"
                in words
            )
            assert f"95 %, for the average project: {interval} A further project" in words
            assert f"95 % prediction: {prediction} " in words
        else:
            many = f"{len(newest)} {kind}project{'' if len(newest) == 1 else 's'}, {len(entering)} with an exact rate"
            assert f"{many} from {'invented' if invented else 'recorded'} scores: too few to pool." in words
