"""When a wheel is built: YASGUI's files are fetched into it, where npm can get them (see ``.ci/yasgui.py``)."""

from __future__ import annotations

import runpy
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Yasgui(BuildHookInterface):
    """Fetches the files before the wheel is put together; without them the page has its plain editor."""

    def initialize(self, version: str, build_data: dict) -> None:
        """Fetch the files, or say why they are not there."""
        if why := runpy.run_path(str(Path(self.root) / ".ci" / "yasgui.py"))["fetch"]():
            self.app.display_warning(f"The page /query will have its plain editor, not YASGUI: {why}.")
