# shellcheck shell=bash
# Versions, places and small functions that build, up and down share. Sourced, never run.
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
PAUSE_TAG=3.10

CLUSTER_DIR=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
JOTGATE_CACHE=${JOTGATE_CACHE:-$HOME/.cache/jotgate}
CLUSTER_STATE=${CLUSTER_STATE:-$JOTGATE_CACHE/cluster}
IMAGE_DIR=$JOTGATE_CACHE/images

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
      gcc) command -v gcc >/dev/null || missing+=(gcc libc6-dev) ;;
      go) command -v go >/dev/null || missing+=(golang) ;;
      *) command -v "$c" >/dev/null || missing+=("$c") ;;
    esac
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "installing ${missing[*]}"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >&2 \
      || die "could not install ${missing[*]}: install them and run this again"
  else
    die "missing: apt-get install ${missing[*]}"
  fi
}

# with_lock NAME: only one process at a time goes on from here; held until it exits
with_lock() {
  mkdir -p "$JOTGATE_CACHE"
  exec 9>"$JOTGATE_CACHE/$1.lock"
  flock -n 9 || { say "waiting for another $1 run to finish"; flock 9; }
}
