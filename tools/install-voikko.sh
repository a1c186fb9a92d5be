#!/bin/sh
# Makes Finnish analysis possible: the native Voikko where it is there or can be installed
# (apt as root or with passwordless sudo, Homebrew), else the portable analyser in the virtual
# environment. Says in one line what it did. Usage: install-voikko.sh PYTHON
set -eu
python=$1
here=$(dirname "$0")/..

works() {
    "$python" - <<'PY' 2>/dev/null
import sys
from pipeline.finnish.voikko import open_native
sys.exit(0 if open_native().analyze("kissa") else 1)
PY
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

with_apt() {
    command -v apt-get >/dev/null || return 1
    [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null || return 1
    echo "voikko: installing libvoikko1 and voikko-fi with apt" >&2
    DEBIAN_FRONTEND=noninteractive
    export DEBIAN_FRONTEND
    as_root apt-get install -y -qq --no-install-recommends libvoikko1 voikko-fi >/dev/null 2>&1 ||
        { as_root apt-get update -qq >/dev/null 2>&1 &&
            as_root apt-get install -y -qq --no-install-recommends libvoikko1 voikko-fi >/dev/null 2>&1; }
}

with_brew() {
    command -v brew >/dev/null || return 1
    echo "voikko: installing libvoikko with Homebrew" >&2
    brew install --quiet libvoikko >/dev/null 2>&1
}

if [ "${HANKEMUISTI_PORTABLE:-}" != 1 ]; then
    works && exit 0
    { with_apt || with_brew; } && works && exit 0
fi
echo "voikko: the native library cannot be installed here; using the portable analyser (slower, same words)" >&2
PIP_DISABLE_PIP_VERSION_CHECK=1 "$python" -m pip install --quiet --require-hashes -r "$here/requirements/portable.txt"
