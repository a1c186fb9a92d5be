#!/bin/sh
# Looks for known faults in the pinned dependencies (pip-audit, in an environment of its own).
# Exit code 1 when one is found. Without a service to ask it says so and audits nothing.
set -eu
cd "$(dirname "$0")/.."
audit=.cache/audit
[ -x "$audit/bin/pip-audit" ] || {
    python3 -m venv "$audit" && "$audit/bin/python" -m pip install --quiet "pip-audit>=2.7,<3"
} || {
    echo "audit: pip-audit cannot be installed here; nothing was audited"
    exit 0
}
found=$(mktemp)
trap 'rm -f "$found"' EXIT
for list in runtime dev; do
    "$audit/bin/pip-audit" --disable-pip --require-hashes --progress-spinner off --format json \
        --requirement "requirements/$list.txt" --output "$found" 2>/dev/null || true
    "$audit/bin/python" - "$list" "$found" <<'PYTHON' || exit 1
import json, pathlib, sys

name, path = sys.argv[1:]
text = pathlib.Path(path).read_text()
packages = json.loads(text)["dependencies"] if text else []
asked = [package for package in packages if "vulns" in package]
faulty = [package for package in asked if package["vulns"]]
for package in faulty:
    for fault in package["vulns"]:
        fixed = ", ".join(fault["fix_versions"]) or "nothing yet"
        print(f"{package['name']} {package['version']}: {fault['id']}, mended in {fixed}")
if not asked:
    print(f"{name}: no advisory service could be asked; nothing was audited")
else:
    print(f"{name}: {len(asked)} of {len(packages)} packages audited, {len(faulty)} with known faults")
sys.exit(bool(faulty))
PYTHON
done
