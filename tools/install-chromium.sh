#!/bin/sh
# Makes the browser tests possible: installs Chromium where that can be done (apt as root or with
# passwordless sudo, Homebrew). Says in one line what it did.
# Exit code 1 when it could not: the tests that need a browser are then skipped.
set -eu

works() {
    for name in "${HANKEMUISTI_CHROMIUM:-}" chromium; do
        [ -n "$name" ] && command -v "$name" >/dev/null && "$name" --version >/dev/null 2>&1 && return 0
    done
    return 1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

with_apt() {
    command -v apt-get >/dev/null || return 1
    [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null || return 1
    DEBIAN_FRONTEND=noninteractive
    export DEBIAN_FRONTEND
    as_root apt-get install -y -qq --no-install-recommends chromium >/dev/null 2>&1 ||
        { as_root apt-get update -qq >/dev/null 2>&1 &&
            as_root apt-get install -y -qq --no-install-recommends chromium >/dev/null 2>&1; }
}

with_brew() {
    command -v brew >/dev/null || return 1
    brew install --quiet --cask chromium >/dev/null 2>&1
}

if works; then
    echo "browser: Chromium is here" >&2
elif { with_apt || with_brew; } && works; then
    echo "browser: installed Chromium" >&2
else
    echo "browser: Chromium cannot be installed here; its tests are skipped" >&2
    exit 1
fi
