#!/bin/sh
# Set up everything that tools/run.sh (tools/setup.sh run) or tools/test.sh (tools/setup.sh test) needs:
# Python, the system's libraries for Qt, .venv, the locked packages and Facilitator itself. Quick when nothing
# has changed. Where it can't go on, its last line says what is missing.
set -eu

purpose=${1:-test}
cd "$(dirname "$0")/.."

python=.venv/bin/python
stamp=.venv/set-up-for-$purpose
environment= # missing, where .venv has to be made
system_python= # that makes it

# Found by adding one package at a time to a bare system: PySide6 off screen, in an X window, with
# sound, with printing; libwayland-cursor0 for a Wayland desktop.
packages='
    libegl1 libgl1 libglib2.0-0 libfontconfig1 libdbus-1-3 libxkbcommon0
    libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0
    libwayland-cursor0 libpulse0
    libcups2
'

# A browser for the tests of the hosts' page; a print service for those of printing, which start one of their
# own; Java and JAXB for veraPDF, which checks the PDFs; libatomic1 for what drives the browser.
test_packages='
    chromium
    cups-client cups-daemon cups-filters
    default-jdk-headless libjaxb-java libjaxb-api-java
    libatomic1
'

main() {
    [ "$purpose" = run ] || packages="$packages $test_packages"
    is_set_up || has_environment || {
        environment=missing
        system_python=$(find_python)
    }
    if command -v dpkg-query >/dev/null; then
        install_debian_packages "$(missing_debian_packages)"
    fi
    if [ "$environment" = missing ] && [ -z "$system_python" ]; then
        system_python=$(find_python)
        [ -n "$system_python" ] ||
            fail "it needs Python 3.11 or newer, and none was found; install it first."
    fi
    is_set_up || set_up_python
    compile_changed_catalogues
}

fail() {
    echo "Facilitator is not set up: $*" >&2
    exit 1
}

is_set_up() {
    [ "$(cat "$stamp" 2>/dev/null)" = "$(fingerprint)" ]
}

fingerprint() {
    cat "requirements/$purpose.txt" pyproject.toml hatch_build.py tools/setup.sh | sha256sum
}

has_environment() {
    new_enough $python && $python -m pip --version >/dev/null 2>&1
}

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
    for name in python3.13 python3.12 python3.11 python3; do
        if new_enough "$name"; then
            echo "$name"
            return
        fi
    done
}

missing_debian_packages() {
    installed=" $(dpkg-query --show --showformat '${Package}:${db:Status-Status} ' | sed 's/t64:/:/g')"
    for package in $packages; do
        case $installed in
            *" $package:installed "*) ;;
            *) printf '%s ' "$package" ;;
        esac
    done
    [ "$environment" = missing ] || return 0
    if [ -z "$system_python" ]; then
        echo python3 python3-venv
    elif ! can_make_environment; then
        "$system_python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'
    fi
}

can_make_environment() {
    "$system_python" -c 'import ensurepip' 2>/dev/null
}

install_debian_packages() {
    [ -n "$1" ] || return 0
    if [ "$(id -u)" = 0 ]; then
        as_root=
    elif command -v sudo >/dev/null; then
        as_root=sudo
    else
        fail "it needs packages of the system, and you are neither root nor have sudo;" \
            "ask an administrator to run: apt-get install $1"
    fi
    echo "Installing what Facilitator needs from the system: $1"
    # shellcheck disable=SC2086 # both are lists of words
    $as_root apt-get update -q >/dev/null &&
        $as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -q -y --no-install-recommends $1 >/dev/null ||
        fail "apt-get could not install what is named above (its own words are above, too)."
}

set_up_python() {
    if [ -n "$system_python" ]; then
        make_virtual_environment
    fi
    install_python_packages
    check_qt
    fingerprint >"$stamp"
}

make_virtual_environment() {
    can_make_environment ||
        fail "$system_python has no module ensurepip; install your system's package for it."
    echo "Making .venv with $("$system_python" --version)"
    "$system_python" -m venv --clear .venv || fail "the virtual environment .venv could not be made."
}

install_python_packages() {
    echo "Installing the locked Python packages"
    pip="$python -m pip --quiet --disable-pip-version-check"
    $pip install --require-hashes --only-binary :all: -r "requirements/$purpose.txt" ||
        fail "pip could not install the packages of requirements/$purpose.txt; the first time needs a" \
            "network that reaches a package index."
    $pip install --no-deps --no-build-isolation --editable . ||
        fail "pip could not install Facilitator itself (its own words are above)."
}

check_qt() {
    answer=$($python -c 'from PySide6 import QtPdf, QtWidgets' 2>&1) ||
        fail "Qt says \"$(echo "$answer" | tail -n 1)\"; install that library with your system's package manager."
}

compile_changed_catalogues() {
    .venv/bin/python -c 'from pathlib import Path; from hatch_build import compile_catalogues
compile_catalogues(Path("."))' ||
        fail "the translations could not be compiled (the words above say why)."
}

main
