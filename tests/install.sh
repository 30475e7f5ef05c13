#!/bin/sh
# Brings Debian's chromium, Virtuoso, HAProxy, wrk and jemalloc to a machine that has none and where we may install them.
# Without the first three and the last the tests that need them are skipped by name, without wrk `make bench` loads the
# servers from Python.
set -eu
missing=""
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
command -v wrk >/dev/null 2>&1 || missing="$missing wrk"
command -v haproxy >/dev/null 2>&1 || missing="$missing haproxy"
[ -n "$(python3 -c 'import ctypes.util; print(ctypes.util.find_library("jemalloc") or "")')" ] || missing="$missing libjemalloc2"
command -v virtuoso-t >/dev/null 2>&1 || missing="$missing virtuoso-opensource-7-bin"
[ -n "$missing" ] || exit 0
command -v apt-get >/dev/null 2>&1 || { echo "no apt-get: the tests that need$missing will be skipped" >&2; exit 0; }
if [ "$(id -u)" -eq 0 ]; then as_root=""; elif sudo -n true 2>/dev/null; then as_root="sudo"; else
  echo "no right to install: the tests that need$missing will be skipped (apt-get install$missing)" >&2
  exit 0
fi
$as_root apt-get update -qq || { echo "no package lists: the tests that need$missing will be skipped" >&2; exit 0; }
for package in $missing; do
  # One by one: a release that has dropped Virtuoso still gets its browser.
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends "$package" >/dev/null ||
    echo "$package cannot be installed here: the tests that need it will be skipped" >&2
done
