#!/bin/sh
# Set everything up, and check style and types.
set -eu
cd "$(dirname "$0")/.."
sh tools/setup.sh test
.venv/bin/ruff check
.venv/bin/ruff format --check
.venv/bin/mypy
