#!/bin/sh
# Open the program on the sample day; without a display, make the day's summary instead.
set -eu
cd "$(dirname "$0")/.."
sh tools/setup.sh run
if [ -n "${DISPLAY-}${WAYLAND_DISPLAY-}" ] || [ "$(uname)" = Darwin ]; then
    exec .venv/bin/facilitator demo
fi
echo "There is no display here, so the window can't open. The commands make the summary without one:"
day=build/sample-day
mkdir -p build
rm -f $day.*
set -x
.venv/bin/facilitator demo $day.facilitator --no-window --with-notes
.venv/bin/facilitator export $day.facilitator $day.pdf
{ set +x; } 2>/dev/null
echo "The sample day's summary is in $day.pdf"
