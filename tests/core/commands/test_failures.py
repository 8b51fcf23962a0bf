"""What failures are called on the command line."""

from __future__ import annotations

from core.commands.failures import UsageError, describe_failure


def test_a_package_of_an_extra_that_is_not_installed_is_named_with_its_extra() -> None:
    lacking = ModuleNotFoundError("No module named 'jiwer'", name="jiwer")
    assert describe_failure(lacking) == (
        "this needs the package jiwer; install the extra 'train': pip install -e '.[train]'"
    )


def test_other_faults_are_ours_and_say_how_to_see_more() -> None:
    assert describe_failure(UsageError("Name a file.")) == "Name a file."
    assert "WAVESCRIBE_DEBUG=1" in describe_failure(ModuleNotFoundError("No module named 'x'", name="x"))
    assert "WAVESCRIBE_DEBUG=1" in describe_failure(ValueError("7"))
