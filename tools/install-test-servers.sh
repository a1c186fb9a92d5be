#!/bin/sh
# Installs what a few tests speak to when it is there: nginx (a real web server) and wget (which
# writes WARC files), from the system's packages (apt as root or with passwordless sudo, Homebrew).
# Says in one line what it did. Exit code 1 when it could not: those tests are skipped then.
set -eu

PATH=$PATH:/usr/sbin

works() {
    command -v nginx >/dev/null && command -v wget >/dev/null
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

install_with_apt() {
    as_root apt-get install -y -qq --no-install-recommends nginx-light wget >/dev/null 2>&1
}

with_apt() {
    command -v apt-get >/dev/null || return 1
    [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null || return 1
    DEBIAN_FRONTEND=noninteractive
    export DEBIAN_FRONTEND
    install_with_apt || { as_root apt-get update -qq >/dev/null 2>&1 && install_with_apt; }
}

with_brew() {
    command -v brew >/dev/null || return 1
    brew install --quiet nginx wget >/dev/null 2>&1
}

if works; then
    echo "test servers: nginx and wget are here" >&2
elif { with_apt || with_brew; } && works; then
    echo "test servers: installed nginx and wget" >&2
else
    echo "test servers: nginx and wget cannot be installed here; their tests are skipped" >&2
    exit 1
fi
