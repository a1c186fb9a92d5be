#!/bin/sh
# Writes the lock files anew from pyproject.toml: versions and hashes for every platform and
# Python, no hosts. Needs uv on the PATH. Run it after changing a dependency.
set -eu
cd "$(dirname "$0")/.."
lock() {
    uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
        --no-header --no-annotate --no-emit-index-url --strip-extras "$@"
}
lock pyproject.toml --extra build --output-file requirements/runtime.txt
lock pyproject.toml --extra build --extra dev --extra portable \
    --constraint requirements/runtime.txt --output-file requirements/dev.txt
lock pyproject.toml --extra build --extra portable \
    --constraint requirements/runtime.txt --output-file requirements/portable.txt
