#!/bin/sh
# Installs what the tests need beside .NET and Node on Debian or Ubuntu: a browser and fonts that hold Korean.
set -eu
if command -v chromium >/dev/null 2>&1 && fc-list 2>/dev/null | grep -q 'Noto Sans CJK'; then exit 0; fi
as_root=""
[ "$(id -u)" -eq 0 ] || as_root=sudo
$as_root apt-get update -q
$as_root apt-get install -y -q --no-install-recommends chromium fontconfig fonts-noto-cjk
