# shellcheck shell=bash
# Versions, places and small functions that the scripts of hack/ share. Sourced, never run.
#
# Everything that is built or downloaded lies under $JOTGATE_CACHE, one directory per part and version, so
# that a new version never meets an old file and removing the cache removes all of it.

KUBERNETES_VERSION=1.37.2
ETCD_VERSION=3.7.3
CONTAINERD_VERSION=2.4.2
RUNC_VERSION=1.5.2
COREDNS_VERSION=1.15.0
HELM_VERSION=4.3.1
ENVOY_VERSION=1.40.0
ENVOY_OLDEST_VERSION=1.36.2 # the oldest that the sidecar is tested with: hack/prove oldest
GO_VERSION=1.26.8
GO_SHA256=30c2b1bf7dcc88d3eb0a1364e47ddd9128edb3110a30e8a0ef61cd5856b31de7 # of the toolchain module, linux-amd64
PAUSE_TAG=3.10

CLUSTER_DIR=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
JOTGATE_CACHE=${JOTGATE_CACHE:-$HOME/.cache/jotgate}
CLUSTER_STATE=${CLUSTER_STATE:-$JOTGATE_CACHE/cluster}
IMAGE_DIR=$JOTGATE_CACHE/images
BIN_DIR=$JOTGATE_CACHE/bin # kubectl and helm for people and for hack/demo

# The names of the cluster on this machine. Whatever bears one of them is ours and is removed by down.
BRIDGE=jotgate0
PREFIX=jotgate-node # network namespaces and control groups: jotgate-node1, jotgate-node2, ...
NODE_NET=10.99.0    # the host is .1, node N is .(N+1); pods of node N are in 10.244.N.0/24
SERVER=$NODE_NET.2
KUBECONFIG_FILE=$CLUSTER_STATE/kubeconfig
# Which state directory the running cluster has: the names above exist once per machine, state directories do not.
OWNER_FILE=/run/jotgate-cluster

# The parts a node needs, in the order in which they share the most compiled packages.
CLUSTER_PARTS="kube-apiserver kube-controller-manager kube-scheduler kubelet kube-proxy kubectl etcd
  containerd containerd-shim-runc-v2 ctr runc coredns helm envoy pause orders"
# What the tests of the API server layer need.
API_PARTS="kube-apiserver kubectl etcd"

say() { printf '%s\n' "$*" >&2; }
die() { say "error: $*"; exit 1; }

# version_of PART: the version that this tree pins
version_of() {
  case $1 in
    kube* ) echo "$KUBERNETES_VERSION" ;;
    etcd) echo "$ETCD_VERSION" ;;
    containerd* | ctr) echo "$CONTAINERD_VERSION" ;;
    runc) echo "$RUNC_VERSION" ;;
    coredns) echo "$COREDNS_VERSION" ;;
    helm) echo "$HELM_VERSION" ;;
    envoy) echo "$ENVOY_VERSION" ;;
    envoy-oldest) echo "$ENVOY_OLDEST_VERSION" ;;
    # our own programs: a change of their source is a change of version
    pause | orders) cat "$CLUSTER_DIR/images/$1"/* | sha256sum | cut -c1-12 ;;
    *) die "no such part: $1 (parts: $(echo $CLUSTER_PARTS))" ;;
  esac
}

# tool PART: the path of its binary, built or not
tool() { echo "$JOTGATE_CACHE/tools/$1/$(version_of "$1")/$1"; }

# need COMMAND... : the Debian packages that provide the missing ones are installed, or named
need() {
  local missing=()
  for c; do
    case $c in
      libseccomp) [ -f /usr/include/seccomp.h ] || missing+=(libseccomp-dev) ;;
      cni) [ -x /usr/lib/cni/bridge ] || missing+=(containernetworking-plugins) ;;
      venv) python3 -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3-venv) ;;
      nft) command -v nft >/dev/null || missing+=(nftables) ;;
      ip) command -v ip >/dev/null || missing+=(iproute2) ;;
      ca-certificates) [ -e /etc/ssl/certs/ca-certificates.crt ] || missing+=(ca-certificates) ;;
      gcc) command -v gcc >/dev/null || missing+=(gcc libc6-dev) ;;
      *) command -v "$c" >/dev/null || missing+=("$c") ;;
    esac
  done
  [ ${#missing[@]} -eq 0 ] || need_packages "${missing[@]}"
}

# need_packages PACKAGE...: installs Debian packages, or names them
need_packages() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || die "missing: apt-get install $*"
  say "installing $*"
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } >&2 ||
    die "could not install $*: install them and run this again"
}

# with_lock NAME FILE: only one process at a time goes on from here; held until it exits. Whatever is started
# to outlive this process must close descriptor 9.
with_lock() {
  mkdir -p "$(dirname "$2")"
  exec 9>"$2"
  flock -n 9 || { say "waiting for another run of $1 to finish"; flock 9; }
}
with_cluster_lock() { with_lock "hack/cluster" /run/lock/jotgate-cluster.lock; }

# The nodes need namespaces, control groups and mounts.
need_root_on_linux() {
  [ "$(uname -s)" = Linux ] || die "the cluster's nodes are Linux namespaces, this is $(uname -s): use a Linux machine, or any cluster with CONTEXT=<name>"
  [ "$(id -u)" = 0 ] || die "the cluster's nodes need root (namespaces, control groups, mounts): run this with sudo -E"
}

# node_numbers: the nodes that have processes, one number a line
node_numbers() {
  local n
  for n in 1 2 3; do [ -z "$(node_pid $n)" ] || echo $n; done
}

# node_pid N: the process that is pid 1 of node N, seen from here. Found by its control group and not by a
# file, so that it is right after a crash too.
node_pid() {
  local p ids
  for p in $(cgroup_processes "$PREFIX$1"); do
    ids=$(awk '/^NSpid:/{print NF-1, $NF}' "/proc/$p/status" 2>/dev/null) || continue
    [ "$ids" != "2 1" ] || { echo "$p"; return 0; }
  done
}

# cgroup_dirs NAME: the directories of the control group in every hierarchy, NAME may be a pattern
cgroup_dirs() { find /sys/fs/cgroup -type d -name "$1" -prune 2>/dev/null || true; }

# cgroup_processes NAME: every process in those groups and in the groups beneath them
cgroup_processes() {
  local d
  for d in $(cgroup_dirs "$1"); do find "$d" -name cgroup.procs -exec cat {} + 2>/dev/null || true; done | sort -un | grep -vx 0 || true
}

# in_node N COMMAND...: runs a command in all namespaces of node N
in_node() {
  local pid
  pid=$(node_pid "$1")
  [ -n "$pid" ] || die "node$1 is not running: hack/cluster/up"
  nsenter --target "$pid" --mount --uts --ipc --net --pid --cgroup -- "${@:2}"
}

# api_ready: the API server of the cluster answers
api_ready() {
  local pki=$CLUSTER_STATE/pki
  [ "$(curl -s --max-time 5 --cacert "$pki/ca.crt" --cert "$pki/admin.crt" --key "$pki/admin.key" "https://$SERVER:6443/readyz" 2>/dev/null)" = ok ]
}

# render FILE: FILE with every @NAME@ replaced by the variable of that name
render() {
  local text name
  text=$(cat "$1")
  while [[ $text =~ @([A-Z_]+)@ ]]; do
    name=${BASH_REMATCH[1]}
    text=${text//"@$name@"/${!name}}
  done
  printf '%s\n' "$text"
}

# import_images SNAPSHOTTER TAR...: into the containerd whose socket is in this mount namespace
import_images() {
  local tar output local=
  # ctr unpacks through the transfer service, which knows overlayfs only unless it is told otherwise
  [ "$1" = overlayfs ] || local=--local
  for tar in "${@:2}"; do
    [ -e "$tar" ] || continue # the pattern of an empty directory
    output=$("$(tool ctr)" --address /run/containerd/containerd.sock --namespace k8s.io images import $local --snapshotter "$1" "$tar" 2>&1) ||
      { say "import of $tar failed: $output"; return 1; }
  done
}
