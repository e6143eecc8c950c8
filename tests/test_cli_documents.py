"""Containers, tables and addresses on the command line."""

from __future__ import annotations

import io
import zipfile

import pytest
from commands import kg_command  # noqa: F401
