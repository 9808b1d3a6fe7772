#!/usr/bin/env bash
# Starts a Ceph RADOS Gateway (its S3 API) of one node on loopback, without systemd, authentication or manager, from
#   apt-get install -y --no-install-recommends ceph-mon ceph-osd radosgw curl
# as root or as any user: everything lives in CEPH_DIR. State is made fresh at every start and kept in memory. When it
# already runs, nothing happens. A second gateway needs a CEPH_DIR, CEPH_RGW_PORT and CEPH_MON_PORT of its own.
set -euo pipefail
export PATH=$PATH:/usr/sbin:/sbin LC_ALL=C.UTF-8

dir=${CEPH_DIR:-${TMPDIR:-/tmp}/cooper-ceph}
rgw_port=${CEPH_RGW_PORT:-7480}
mon_port=${CEPH_MON_PORT:-43300}
store_gib=${CEPH_STORE_GIB:-8}
main_access_key=${CEPH_MAIN_ACCESS_KEY:-cephmainaccess000001}
main_secret_key=${CEPH_MAIN_SECRET_KEY:-cephmainsecret00000000000000000000000001}
alt_access_key=${CEPH_ALT_ACCESS_KEY:-cephaltaccess0000001}
alt_secret_key=${CEPH_ALT_SECRET_KEY:-cephaltsecret000000000000000000000000001}

conf=$dir/ceph.conf

say() { echo "[ceph] $*"; }

die() {
  echo "[ceph] ERROR: $*" >&2
  local log
  for log in "$dir"/log/*; do
    [ -s "$log" ] && { echo "--- $log" >&2; tail -n 8 "$log" >&2; }
  done
  exit 1
}

# Whether the process of run/<name>.pid is the program that this script started and still runs.
alive() { # name program
  local pid
  pid=$(cat "$dir/run/$1.pid" 2>/dev/null) || return 1
  [ -n "$pid" ] && [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = "$2" ] &&
    grep -qa -- "$conf" "/proc/$pid/cmdline" 2>/dev/null
}

answers() { curl -s -o /dev/null --max-time 2 "http://127.0.0.1:$rgw_port/"; }
mon_command() { timeout 30 ceph -c "$conf" --connect-timeout 20 "$@"; }

create_user() { # uid display-name access-key secret-key
  timeout 60 radosgw-admin -c "$conf" -n client.rgw.a --admin-socket= --log-file="$dir/log/admin.log" \
    user create --uid="$1" --display-name="$2" --email="$1@example.com" --access-key="$3" --secret-key="$4" \
    >"$dir/log/user-$1.json" || die "user $1"
}

for program in ceph ceph-mon ceph-osd radosgw radosgw-admin monmaptool curl flock; do
  command -v $program >/dev/null ||
    { echo "[ceph] missing $program: apt-get install -y --no-install-recommends ceph-mon ceph-osd radosgw curl" >&2; exit 1; }
done

mkdir -p "$dir"
exec 9>"$dir/.lock"
flock -w 120 9 || { echo "[ceph] another start holds $dir/.lock" >&2; exit 1; }

if alive mon ceph-mon && alive osd ceph-osd && alive rgw radosgw && answers; then
  say "already running on http://127.0.0.1:$rgw_port"
  exit 0
fi
[ -d "$dir/run" ] && CEPH_DIR=$dir bash "$(dirname "$(readlink -f "$0")")/stop.sh"
answers && { echo "[ceph] port $rgw_port is taken by something else" >&2; exit 1; }

rm -rf "$dir"/{mon,osd,rgw,log,run}
mkdir -p "$dir"/{mon,osd,rgw,log,run}
fsid=$(cat /proc/sys/kernel/random/uuid)

cat >"$conf" <<CONF
[global]
fsid = $fsid
mon_host = [v2:127.0.0.1:$mon_port]
auth_cluster_required = none
auth_service_required = none
auth_client_required = none
public_addr = 127.0.0.1
cluster_addr = 127.0.0.1
ms_bind_ipv6 = false
ms_bind_msgr1 = false
run_dir = $dir/run
admin_socket = $dir/run/\$cluster-\$name.asok
log_file = $dir/log/\$type.log
log_to_stderr = false
err_to_stderr = false
crash_dir = $dir/log
keyring = /dev/null
# one copy, one host, no manager
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 4
osd_pool_default_pgp_num = 4
osd_pool_default_pg_autoscale_mode = off
osd_crush_chooseleaf_type = 0
rgw_rados_pool_pg_num_min = 4
# warnings only; the gateway keeps its access log
debug_ms = 0/0
debug_osd = 0/0
debug_mon = 0/0
debug_paxos = 0/0
debug_monc = 0/0
debug_objecter = 0/0
debug_rados = 0/0

[mon]
mon_data = $dir/mon
mon_cluster_log_file = $dir/log/cluster.log
mon_allow_pool_size_one = true
mon_allow_pool_delete = true
mon_warn_on_pool_no_redundancy = false
mon_warn_on_insecure_global_id_reclaim_allowed = false
mon_max_pg_per_osd = 1000
mon_data_avail_warn = 1
mon_data_avail_crit = 0
# one monitor has nobody to wait for
paxos_propose_interval = 0.05
paxos_min_wait = 0.01
mon_osd_initial_require_min_compat_client = luminous

[osd]
osd_data = $dir/osd
osd_objectstore = memstore
memstore_device_bytes = $((store_gib * 1024 * 1024 * 1024))
osd_class_load_list = *
osd_class_default_list = *
osd_max_scrubs = 0
# placement group logs hold up to 10,000 entries each, in memory, unless told
osd_min_pg_log_entries = 50
osd_max_pg_log_entries = 100
osd_pg_log_trim_min = 50
osd_target_pg_log_entries_per_osd = 5000

[client.rgw.a]
# radosgw 16.2 wants "secure" here, which no authentication cannot give: it would hang for 300 s and end
ms_mon_client_mode = crc
rgw_data = $dir/rgw
# without tcp_nodelay nearly every answer on a kept connection waits 40 ms for a delayed ACK
rgw_frontends = beast endpoint=127.0.0.1:$rgw_port tcp_nodelay=1
rgw_thread_pool_size = 64
# virtual hosts: <bucket>.localhost; sites: <bucket>.website.localhost
rgw_dns_name = localhost
rgw_enable_static_website = true
rgw_dns_s3website_name = website.localhost
rgw_resolve_cname = false
# lifecycle: one "day" is 10 s
rgw_lc_debug_interval = 10
rgw_lifecycle_work_time = 00:00-23:59
# SSE-C and a testing SSE-KMS over plain http
rgw_crypt_require_ssl = false
rgw_crypt_s3_kms_backend = testing
rgw_crypt_s3_kms_encryption_keys = testkey-1=YmluCmJvb3N0CmJvb3N0LWJ1aWxkCmNlcGguY29uZgo=
# memory of deleted objects comes back after 5 s instead of two hours
rgw_gc_obj_min_wait = 5
rgw_gc_processor_period = 5
debug_rgw = 1/1
CONF

# Daemons must not inherit descriptor 9, or the lock would last as long as they do.
daemon() { # name program arguments…
  local name=$1 program=$2
  shift 2
  setsid "$program" -c "$conf" "$@" --pid-file "$dir/run/$name.pid" >"$dir/log/$name.out" 2>&1 </dev/null 9>&- ||
    die "$program did not start"
}

monmaptool --create --clobber --fsid "$fsid" --addv a "[v2:127.0.0.1:$mon_port]" --set-min-mon-release pacific \
  "$dir/run/monmap" >/dev/null
ceph-mon -c "$conf" --mkfs -i a --monmap "$dir/run/monmap" >"$dir/log/mon.mkfs" 2>&1 9>&- || die "ceph-mon --mkfs"
daemon mon ceph-mon -i a

osd_uuid=$(cat /proc/sys/kernel/random/uuid)
osd_id=$(mon_command osd new "$osd_uuid") || die "osd new"
[ "$osd_id" = 0 ] || die "expected osd 0, got $osd_id"
ceph-osd -c "$conf" -i 0 --mkfs --osd-uuid "$osd_uuid" >"$dir/log/osd.mkfs" 2>&1 9>&- || die "ceph-osd --mkfs"
daemon osd ceph-osd -i 0
for attempt in $(seq 150); do
  mon_command osd stat -f json 2>/dev/null | grep -q '"num_up_osds":1' && break
  [ "$attempt" = 150 ] && die "ceph-osd did not come up"
  sleep 0.1
done

daemon rgw radosgw -n client.rgw.a
for attempt in $(seq 600); do
  answers && break
  [ "$attempt" -gt 50 ] && ! alive rgw radosgw && die "radosgw ended"
  [ "$attempt" = 600 ] && die "radosgw did not answer"
  sleep 0.1
done

create_user main 'Main User' "$main_access_key" "$main_secret_key"
create_user alt 'Alt User' "$alt_access_key" "$alt_secret_key"
say "ready on http://127.0.0.1:$rgw_port, $(radosgw --version | cut -d' ' -f1-3)"
