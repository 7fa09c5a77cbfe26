"""The models of ideas: held against closed forms, and against simulations with a seed."""

from __future__ import annotations

from math import comb, isclose
from random import Random

import pytest
from annals.blocks.plot import Plot, curve
from annals.ideas.noticing import shown
from annals.ideas.penalty import CHARGES, KEPT, LONGEST, PROBLEMS, Problem
from annals.ideas.plans import ALONE, MOST, TOGETHER, Plan
from annals.ideas.rating import preferred
from annals.ideas.voting import AGENTS, majority
from hypothesis import given
from hypothesis import strategies as st

# --- a charge for thinking -----------------------------------------------------------------------

charges = st.floats(0.001, 3)


@given(st.sampled_from(PROBLEMS), charges)
def test_no_other_length_pays_better(problem: Problem, charge: float):
    """The best length is where the chance minus the charge is greatest: searched on a grid, it is never beaten."""

    def gain(tokens: float) -> float:
        return problem.chance(tokens) - charge * tokens

    best = problem.best(charge)
    assert all(gain(best) >= gain(LONGEST * 3 * step / 400) - 1e-12 for step in range(401))


@given(st.sampled_from(PROBLEMS), charges, charges)
def test_a_higher_charge_never_lengthens_thinking(problem: Problem, one: float, other: float):
    """The dots only move to the left."""
    low, high = sorted((one, other))
    assert problem.best(high) <= problem.best(low)


def test_the_hard_problem_gives_up_first():
    """At the highest charge of the slider it alone is not thought about at all."""
    most = CHARGES[1] / 1000
    assert [problem.best(most) > 0 for problem in PROBLEMS] == [True, True, False]
    assert all(problem.best(CHARGES[0] / 1000) < LONGEST * 1.6 for problem in PROBLEMS)


def test_at_low_charges_the_hard_problem_is_thought_about_the_longest():
    """What the caption of the figure says of it, and what is excused there from being checked against the record."""
    least, _, first = CHARGES
    for charge in (least, first):
        lengths = [problem.best(charge / 1000) for problem in PROBLEMS]
        assert max(lengths) == lengths[-1]
    assert PROBLEMS[-1].name == "hard"


def test_the_charges_that_a_drawing_keeps_tell_what_its_slider_does():
    """They span it, and with the first one each is twice the one before."""
    least, most, first = CHARGES
    assert sorted({*KEPT, first}) == [least, 2 * least, 4 * least, most] == [15, 30, 60, 120]
    assert all(0 <= problem.best(kept / 1000) < LONGEST for kept in KEPT for problem in PROBLEMS)


def test_the_chance_grows_from_nothing_towards_its_ceiling():
    """At its pace a problem has 1 − 1/e of its ceiling."""
    problem = Problem("any", 0.8, 2.0)
    assert problem.chance(0) == 0
    assert isclose(problem.chance(2), 0.8 * (1 - 1 / 2.718281828459045))
    assert isclose(problem.chance(1000), 0.8)


# --- a vote --------------------------------------------------------------------------------------


@pytest.mark.parametrize("agents", AGENTS)
@pytest.mark.parametrize("accuracy", [0.3, 0.5, 0.6, 0.9])
def test_independent_agents_follow_the_binomial_distribution(agents: int, accuracy: float):
    """Condorcet's jury, in closed form."""
    expected = sum(
        comb(agents, right) * accuracy**right * (1 - accuracy) ** (agents - right)
        for right in range(agents // 2 + 1, agents + 1)
    )
    assert isclose(majority(agents, accuracy, 0), expected, rel_tol=1e-9)


@pytest.mark.parametrize(("accuracy", "correlation"), [(0.6, 0.2), (0.7, 0.5), (0.4, 0.1)])
def test_correlated_agents_agree_with_a_simulation(accuracy: float, correlation: float):
    """Draw the chance of a round from the beta distribution, then each vote from that chance."""
    random = Random(7)  # noqa: S311 - a simulation
    scale = (1 - correlation) / correlation
    rounds, agents = 20_000, 9
    won = 0
    for _ in range(rounds):
        chance = random.betavariate(accuracy * scale, (1 - accuracy) * scale)
        won += sum(random.random() < chance for _ in range(agents)) > agents / 2
    assert abs(won / rounds - majority(agents, accuracy, correlation)) < 0.012


@given(st.sampled_from(AGENTS), st.floats(0.05, 0.95), st.floats(0, 0.95))
def test_a_vote_is_a_chance_and_mirrors_itself(agents: int, accuracy: float, correlation: float):
    """Who is right as often as others are wrong wins as often as they lose."""
    chance = majority(agents, accuracy, correlation)
    assert -1e-9 <= chance <= 1 + 1e-9
    assert isclose(chance + majority(agents, 1 - accuracy, correlation), 1, abs_tol=1e-9)


def test_a_vote_of_agents_that_are_one_is_worth_one():
    """And one agent is worth itself, however its errors go together with nobody's."""
    assert majority(9, 0.6, 1) == 0.6
    assert isclose(majority(1, 0.6, 0.4), 0.6)
    assert isclose(majority(2, 0.6, 0.0), 0.6)  # a tie counts half


@given(st.floats(0.55, 0.9), st.floats(0, 0.9))
def test_errors_that_go_together_take_from_a_vote(accuracy: float, correlation: float):
    """Good agents gain most from others when their errors are their own."""
    assert majority(21, accuracy, correlation) <= majority(21, accuracy, 0) + 1e-9


# --- the clock and the bill ----------------------------------------------------------------------


def test_several_agents_are_faster_and_pay_for_combining():
    """The same work in a third of the time, for one step more."""
    assert (ALONE.clock, ALONE.bill) == (16, 16)
    assert (TOGETHER.clock, TOGETHER.bill) == (5, 17)
    assert MOST.clock == 20


@given(st.integers(1, 8), st.integers(1, 16), st.integers(0, 4))
def test_the_bill_is_never_less_than_the_clock(agents: int, steps: int, combining: int):
    """Whatever runs is paid for."""
    plan = Plan(agents, steps, combining)
    assert plan.bill >= plan.clock


# --- points of a rating --------------------------------------------------------------------------


def test_points_are_read_as_chess_ratings_are():
    """None are even, 400 are ten to one, and what one wins the other loses."""
    assert preferred(0) == 0.5
    assert isclose(preferred(400), 10 / 11)
    assert [round(100 * preferred(points)) for points in (100, 200)] == [64, 76]


@given(st.floats(-1000, 1000), st.floats(0.01, 500))
def test_more_points_win_more_often(points: float, more: float):
    """And both chances of a comparison add up to one."""
    assert isclose(preferred(points) + preferred(-points), 1)
    assert preferred(points + more) > preferred(points)


# --- a test that is noticed ----------------------------------------------------------------------


@given(st.floats(0, 1))
def test_neither_noticing_nor_changing_alone_hides_anything(share: float):
    """What is noticed and changes nothing is shown, and so is what would change but is not noticed."""
    assert shown(share, 0) == 1
    assert shown(0, share) == 1


@pytest.mark.parametrize(("noticed", "changed"), [(0.2, 1.0), (0.5, 0.5), (1.0, 0.9)])
def test_what_is_shown_agrees_with_a_simulation(noticed: float, changed: float):
    """Take tasks that all go wrong in use; notice some, and do better at some of those."""
    random = Random(7)  # noqa: S311 - a simulation
    tasks = 20_000
    wrong = sum(not (random.random() < noticed and random.random() < changed) for _ in range(tasks))
    assert abs(wrong / tasks - shown(noticed, changed)) < 0.012


# --- drawings ------------------------------------------------------------------------------------


def test_a_plot_places_its_ends_at_its_edges():
    """Zero is at the left and below; one hundred per cent is at the top."""
    plot = Plot(left=8, width=88, top=30, height=240, x_from=0, x_to=14)
    assert (plot.x(0), plot.x(14)) == ("8.00%", "96.00%")
    assert (plot.y(0), plot.y(1)) == ("270.0", "30.0")
    assert plot.ticks_y((0, 0.5), 100) == [("270.0", "0"), ("150.0", "50")]
    assert curve(lambda x: x / 14, (0, 7, 14), plot) == "0.0,1000.0 500.0,500.0 1000.0,0.0"
