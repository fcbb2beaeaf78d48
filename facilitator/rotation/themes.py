"""Which themes people come to, and how far that is as it should be."""

from __future__ import annotations

from collections import Counter

from facilitator.rotation.instance import Instance, Plan


def is_themed(instance: Instance) -> bool:
    """Whether themes are a goal at all."""
    return instance.each_theme_once or bool(instance.wishes)


def visits(instance: Instance, plan: Plan) -> dict[str, Counter[str]]:
    """For each traveller who is there, how often they come to each theme, past rounds included."""
    counted: dict[str, Counter[str]] = {
        person: Counter() for person in instance.attendance if person not in instance.hosts
    }
    for seating in (*instance.past, *plan):
        for table, group in seating.items():
            theme = instance.theme_of.get(table)
            if theme is not None:
                for person in group:
                    if person in counted:
                        counted[person][theme] += 1
    return counted


def theme_revisits(instance: Instance, plan: Plan) -> int:
    """How often travellers return to a theme: a second visit counts 1, a third 2 more.

    So it is least where each traveller meets all themes as evenly as can be. What past rounds did
    already is included.
    """
    return sum(
        times * (times - 1) // 2 for themes in visits(instance, plan).values() for times in themes.values()
    )


def wishes_met(instance: Instance, plan: Plan) -> int:
    """How many of the wished themes people come to, or came."""
    met = visits(instance, plan)
    return sum(
        theme in met[person]
        for person, themes in instance.wishes.items()
        if person in met
        for theme in set(themes)
    )


def wish_cost(instance: Instance, plan: Plan) -> int:
    """The wishes that are not met, each by its `wish_weights`."""
    met = visits(instance, plan)
    return sum(
        weight
        for person in instance.wishes
        if person in met
        for theme, weight in wish_weights(instance, person).items()
        if theme not in met[person]
    )


def wish_weights(instance: Instance, person: str) -> dict[str, int]:
    """What each theme is worth to a person: the longer the list below it, the more."""
    wished = tuple(dict.fromkeys(instance.wishes.get(person, ())))
    return {theme: len(wished) - rank for rank, theme in enumerate(wished)}
