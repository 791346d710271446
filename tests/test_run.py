"""The shell scripts can be read by the shells they are written for."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.quick
@pytest.mark.parametrize(("shell", "script"), [("sh", "run"), ("bash", ".ci/run")])
def test_a_script_has_no_syntax_error(shell: str, script: str) -> None:
    assert os.access(ROOT / script, os.X_OK)
    checked = subprocess.run([shell, "-n", str(ROOT / script)], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
