#!/bin/sh
# Set everything up and run all tests; what is asked for goes to pytest.
set -eu
cd "$(dirname "$0")/.."
sh tools/setup.sh test
QT_QPA_PLATFORM=offscreen exec .venv/bin/python -m pytest -n auto "$@"
