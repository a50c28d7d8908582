#!/bin/sh
# Installs what the tests need beside .NET and Node on Debian or Ubuntu: two browsers and fonts that hold Korean.
set -eu
has() { command -v "$1" >/dev/null 2>&1; }
if has chromium && { has firefox-esr || has firefox; } && fc-list 2>/dev/null | grep -q 'Noto Sans CJK'; then exit 0; fi
as_root=""
[ "$(id -u)" -eq 0 ] || as_root=sudo
$as_root apt-get update -q
# Ubuntu has no firefox-esr; what it calls firefox does as well.
firefox=firefox-esr
if has firefox; then firefox=""; elif ! apt-cache show firefox-esr >/dev/null 2>&1; then firefox=firefox; fi
$as_root apt-get install -y -q --no-install-recommends chromium $firefox fontconfig fonts-noto-cjk
