#!/bin/sh
# System packages beside Python: Java and Maven for a real Neo4j, Chromium with Chinese fonts for the browser
# tests, and the two libraries that OCR's image package links to. As root with apt-get, what is absent is
# installed; elsewhere this says what is missing and goes on: the tests that need it are skipped.
set -eu
missing=""
need() { missing="$missing $*"; }
has_library() { { ldconfig -p 2>/dev/null || /sbin/ldconfig -p; } | grep -q "$1"; }

command -v java >/dev/null 2>&1 || need openjdk-17-jre-headless
command -v mvn >/dev/null 2>&1 || need maven
command -v chromium >/dev/null 2>&1 || need chromium
fc-list :lang=zh 2>/dev/null | grep -q . || need fontconfig fonts-noto-cjk
has_library libGL.so.1 || need libgl1
has_library libglib-2.0.so.0 || need libglib2.0-0
[ -n "$missing" ] || exit 0

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
  echo "not installed:$missing — the tests that need them are skipped" >&2
  exit 0
fi
echo "installing:$missing" >&2
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# shellcheck disable=SC2086
apt-get install -y -qq --no-install-recommends -o Acquire::Retries=3 $missing >/dev/null
