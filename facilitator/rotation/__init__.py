"""Who sits where: a table rotation for a café dialogue.

Build an `Instance`, ask `problems()` what cannot be, let `improve()` or `plan_rotation()` seat
everyone, and let `quality()` say how good a plan is, be it planned here or edited by hand. `mend()`
puts the running round right, `hosts_for()` finds hosts among the guests, `carousel()` and `stay()`
keep groups together. docs/rotation.md says how the planner works and what it reaches.
"""

from facilitator.rotation.groups import carousel, stay
from facilitator.rotation.hosting import hosts_for
from facilitator.rotation.instance import Instance, Pair, Participant, Plan, TableSeats
from facilitator.rotation.mend import mend
from facilitator.rotation.planner import InfeasibleError, Progress, improve, plan_rotation
from facilitator.rotation.problems import Problem, ProblemKind, problems
from facilitator.rotation.quality import Quality, quality
from facilitator.rotation.rules import Break, Rule, breaks
from facilitator.rotation.shared_format import instance_from_json, plan_to_json

__all__ = [
    "Break",
    "InfeasibleError",
    "Instance",
    "Pair",
    "Participant",
    "Plan",
    "Problem",
    "ProblemKind",
    "Progress",
    "Quality",
    "Rule",
    "TableSeats",
    "breaks",
    "carousel",
    "hosts_for",
    "improve",
    "instance_from_json",
    "mend",
    "plan_rotation",
    "plan_to_json",
    "problems",
    "quality",
    "stay",
]
