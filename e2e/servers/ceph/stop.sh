#!/usr/bin/env bash
# Stops what start.sh started, by the process ids in CEPH_DIR/run, and nothing else.
set -u
dir=${CEPH_DIR:-${TMPDIR:-/tmp}/cooper-ceph}
conf=$dir/ceph.conf

# Gone, or a zombie whose parent has not looked yet.
gone() {
  case $(sed 's/.*) //; s/ .*//' "/proc/$1/stat" 2>/dev/null) in '' | Z | X) return 0 ;; *) return 1 ;; esac
}

stop() { # name program seconds
  local pid
  pid=$(cat "$dir/run/$1.pid" 2>/dev/null) || return 0
  [ -n "$pid" ] && [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = "$2" ] || return 0
  grep -qa -- "$conf" "/proc/$pid/cmdline" 2>/dev/null || return 0
  kill -TERM "$pid"
  for _ in $(seq $(($3 * 10))); do
    gone "$pid" && return 0
    sleep 0.1
  done
  echo "[ceph] $2 ($pid) did not stop in $3 s" >&2
  kill -KILL "$pid"
}

stop rgw radosgw 10
stop osd ceph-osd 10
stop mon ceph-mon 10
rm -f "$dir"/run/*.pid
