"""The data checks: what each looks for, how bad it is, and what a person does about it."""

from kg.checks.model import Finding, Library, load_profile
from kg.checks.run import check_all, run_checks

__all__ = ["Finding", "Library", "check_all", "load_profile", "run_checks"]
