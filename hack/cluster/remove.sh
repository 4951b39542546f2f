# shellcheck shell=bash
# Takes a cluster off this machine, whole or half started. Sourced by down, and by up for the remains of a run
# that was interrupted. Everything is found by its name, so it works without any file of the run that made it.

removed() { say "removed $*"; }

remove_cluster() {
  local owner=$CLUSTER_STATE
  [ ! -f "$OWNER_FILE" ] || owner=$(cat "$OWNER_FILE")
  remove_processes
  remove_network
  remove_cgroups "$owner"
  restore_sysctls "$owner"
  remove_state "$owner"
  rm -f "$OWNER_FILE"
}

# A process is the cluster's if it is in one of its control groups. The nodes' first processes go first: the
# kernel ends the rest of a process namespace with it, before anything could be started again.
remove_processes() {
  local n pid count try
  count=$(cgroup_processes "$PREFIX*" | wc -l)
  [ "$count" -gt 0 ] || return 0
  for n in 1 2 3; do
    pid=$(node_pid $n)
    [ -z "$pid" ] || kill -KILL "$pid" 2>/dev/null || true
  done
  for try in $(seq 100); do
    # shellcheck disable=SC2046
    [ "$try" -lt 10 ] || kill -KILL $(cgroup_processes "$PREFIX*") 2>/dev/null || true
    [ -n "$(cgroup_processes "$PREFIX*")" ] || break
    sleep 0.1
  done
  removed "$count processes"
}

remove_network() {
  local name
  for name in $(ip netns list 2>/dev/null | awk -v p="$PREFIX" 'index($1, p) == 1 {print $1}'); do
    ip netns delete "$name" # its end of the cable goes with it, and so does ours
    removed "network namespace $name"
  done
  if ip link show "$BRIDGE" >/dev/null 2>&1; then
    ip link delete "$BRIDGE"
    removed "bridge $BRIDGE"
  fi
  while firewall_rule >/dev/null; do
    iptables -D FORWARD -i "$BRIDGE" -o "$BRIDGE" -j ACCEPT
    removed "firewall rule for $BRIDGE"
  done
}

firewall_rule() { command -v iptables >/dev/null && iptables -S FORWARD 2>/dev/null | grep -- "-i $BRIDGE"; }

remove_cgroups() { # state directory
  local dir c count=0
  for dir in $(cgroup_dirs "${PREFIX}[0-9]*"); do
    # a group can be removed when it is empty, and it is empty a moment after its last process
    for _ in $(seq 50); do
      find "$dir" -depth -type d -exec rmdir {} \; 2>/dev/null || true
      [ -d "$dir" ] || break
      sleep 0.1
    done
    count=$((count + 1))
  done
  [ "$count" = 0 ] || removed "$count control groups"
  if [ -f "$1/cgroup2.enabled" ]; then
    while read -r c; do echo "-$c" >/sys/fs/cgroup/cgroup.subtree_control 2>/dev/null || true; done <"$1/cgroup2.enabled"
  fi
}

# The kubelet sets these for the whole machine.
SYSCTLS="vm/overcommit_memory vm/panic_on_oom kernel/panic kernel/panic_on_oops kernel/keys/root_maxkeys kernel/keys/root_maxbytes"

save_sysctls() {
  local s
  for s in $SYSCTLS; do echo "$s $(cat "/proc/sys/$s")"; done >"$CLUSTER_STATE/sysctls"
}

restore_sysctls() { # state directory
  local s value changed=()
  [ -f "$1/sysctls" ] || return 0
  while read -r s value; do
    [ "$(cat "/proc/sys/$s")" = "$value" ] || changed+=("$s")
    echo "$value" >"/proc/sys/$s"
  done <"$1/sysctls"
  [ ${#changed[@]} = 0 ] || say "restored ${changed[*]}"
}

# Only what up and the nodes made, by name: the directory is the user's choice and may hold other things.
remove_state() { # state directory
  local d
  [ -d "$1" ] || return 0
  if [ -f "$1/made-directories" ]; then
    tac "$1/made-directories" | while read -r d; do rmdir "$d" 2>/dev/null || true; done
  fi
  rm -rf --one-file-system "$1"/{pki,kubeconfigs,kubeconfig,kubectl-cache,etcd,node1,node2,node3,nodes,ready,sysctls,made-directories,cgroup2.enabled} "$1"/audit*.log
  rmdir "$1" 2>/dev/null || true
  removed "state in $1"
}

# leftovers: what is still there of a cluster, one a line; nothing when all is gone
leftovers() {
  cgroup_processes "$PREFIX*" | sed 's/^/process /'
  cgroup_dirs "${PREFIX}[0-9]*" | sed 's/^/control group /'
  ip netns list 2>/dev/null | awk -v p="$PREFIX" 'index($1, p) == 1 {print "network namespace " $1}'
  ip -o link show 2>/dev/null | awk -F': ' -v b="$BRIDGE" 'index($2, "jotgate") == 1 {print "network device " $2}'
  firewall_rule | sed 's/^/firewall rule /' || true
  awk -v s="$CLUSTER_STATE/" -v p="/$PREFIX" 'index($2, s) == 1 || index($2, p) {print "mount " $2}' /proc/mounts
  [ ! -e "$OWNER_FILE" ] || echo "file $OWNER_FILE"
}
