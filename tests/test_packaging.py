"""The wheel works by itself: outside the checkout, with nothing but what it ships."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    _run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], CHECKOUT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def commands(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into a virtual environment of its own; return the folder of its commands.

    Its dependencies are those of the running interpreter, by a path file: these don't include the
    editable Facilitator, since path files are not followed further.
    """
    environment = tmp_path_factory.mktemp("outside") / "venv"
    builder = venv.EnvBuilder(symlinks=os.name != "nt")
    builder.create(environment)
    context = builder.ensure_directories(environment)
    python = context.env_exe
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python]
    _run([*pip, "install", "--quiet", "--no-index", "--no-deps", wheel], environment)
    site = _run([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], environment)
    Path(site.strip(), "dependencies.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    return Path(context.bin_path)


def test_the_installed_program_runs_from_its_own_files(commands: Path, tmp_path: Path) -> None:
    question = (
        "import facilitator; from facilitator.resources import resource;"
        "print(facilitator.__file__, resource('locale/nb/LC_MESSAGES/facilitator.mo'), sep='\\n')"
    )
    answers = _run([commands / "python", "-c", question], tmp_path).splitlines()
    assert all(Path(answer).is_relative_to(commands.parent) for answer in answers), answers


def test_the_installed_program_makes_the_sample_days_summary(commands: Path, tmp_path: Path) -> None:
    facilitator = commands / "facilitator"
    _run([facilitator, "demo", "day.facilitator", "--no-window", "--with-notes"], tmp_path)
    _run([facilitator, "export", "day.facilitator", "day.pdf"], tmp_path)
    assert tmp_path.joinpath("day.pdf").read_bytes().startswith(b"%PDF-")


def _run(command: list[str | Path], folder: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout
