#!/bin/sh
# Makes the virtual environment. Usage: make-venv.sh PYTHON FOLDER
# Debian and Ubuntu keep the venv module in a package of its own: it is installed where that is
# possible without asking (as root or with passwordless sudo), else its name is told.
set -eu
python=$1 folder=$2

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "hankemuisti needs Python 3.11 or newer, $python is $("$python" -V 2>&1); try: make PYTHON=python3.12 …" >&2
    exit 1
}
"$python" -c 'import ensurepip, venv' 2>/dev/null || {
    package=python3-venv
    echo "installing $package, which Python needs to make a virtual environment" >&2
    if [ "$(id -u)" = 0 ]; then sudo=; else sudo="sudo -n"; fi
    export DEBIAN_FRONTEND=noninteractive
    { $sudo apt-get update -qq && $sudo apt-get install -y -qq --no-install-recommends "$package"; } >/dev/null 2>&1 || {
        echo "please install $package (apt-get install $package) and run make again" >&2
        exit 1
    }
}
"$python" -m venv "$folder"
