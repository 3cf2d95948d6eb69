"""The calibration error, by hand."""

import pytest

from training.report import calibration_error


def test_confidence_that_is_right_as_often_as_it_says_has_no_error() -> None:
    assert calibration_error([0.75] * 4, [True, True, True, False]) == pytest.approx(0.0)


def test_the_gap_of_each_bin_counts_by_its_share() -> None:
    assert calibration_error([0.95, 0.95, 0.15, 0.15], [True, False, False, False]) == pytest.approx(
        0.5 * 0.45 + 0.5 * 0.15
    )
