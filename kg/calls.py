"""The command lines' argument parser: a wrong call is an error like any other, not an exit of its own kind."""

import argparse
from typing import NoReturn

from kg.errors import SettingsError


class CallParser(argparse.ArgumentParser):
    """Raises a SettingsError where argparse would end the process with a code of its own."""

    def error(self, message: str) -> NoReturn:
        """Says what is wrong with the call, and where the options are listed."""
        raise SettingsError(f"{message}; `{self.prog} --help` lists what can be given")
