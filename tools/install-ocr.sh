#!/bin/sh
# Makes reading of scanned pages possible: installs tesseract with Finnish and Swedish where that
# can be done (apt as root or with passwordless sudo, Homebrew). Says in one line what it did.
# Exit code 1 when it could not: everything but scanned pages works without.
set -eu

works() {
    command -v tesseract >/dev/null || return 1
    languages=$(tesseract --list-langs 2>&1) || return 1
    for language in fin swe; do
        echo "$languages" | grep -qx "$language" || return 1
    done
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

with_apt() {
    command -v apt-get >/dev/null || return 1
    [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null || return 1
    DEBIAN_FRONTEND=noninteractive
    export DEBIAN_FRONTEND
    packages="tesseract-ocr tesseract-ocr-fin tesseract-ocr-swe"
    # shellcheck disable=SC2086 # three words are meant
    as_root apt-get install -y -qq --no-install-recommends $packages >/dev/null 2>&1 ||
        { as_root apt-get update -qq >/dev/null 2>&1 &&
            as_root apt-get install -y -qq --no-install-recommends $packages >/dev/null 2>&1; }
}

with_brew() {
    command -v brew >/dev/null || return 1
    brew install --quiet tesseract tesseract-lang >/dev/null 2>&1
}

if works; then
    echo "ocr: $(tesseract --version 2>&1 | head -n 1) with fin and swe is here" >&2
elif { with_apt || with_brew; } && works; then
    echo "ocr: installed $(tesseract --version 2>&1 | head -n 1) with fin and swe" >&2
else
    echo "ocr: tesseract with fin and swe cannot be installed here; scanned pages stay unread" >&2
    exit 1
fi
