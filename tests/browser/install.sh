#!/bin/sh
# Brings Debian's chromium to a machine that has none and where we may install it; without it the browser tests are skipped by name.
set -eu
command -v chromium >/dev/null 2>&1 && exit 0
command -v apt-get >/dev/null 2>&1 || { echo "no chromium and no apt-get: the browser tests will be skipped" >&2; exit 0; }
if [ "$(id -u)" -eq 0 ]; then as_root=""; elif sudo -n true 2>/dev/null; then as_root="sudo"; else
  echo "no chromium, and no right to install it: the browser tests will be skipped (apt-get install chromium)" >&2
  exit 0
fi
$as_root apt-get update -qq
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends chromium >/dev/null
