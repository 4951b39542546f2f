# shellcheck shell=bash
# How the demo talks: steps, what was sent and what came back, and failures that say how to look closer. Sourced.

STEP="preparation"
SUMMARY=()
bold="" plain=""
[ ! -t 1 ] || { bold=$(tput bold 2>/dev/null || true) plain=$(tput sgr0 2>/dev/null || true); }

step() { # number, title
  STEP="step $1: $2"
  printf '\n%s%s%s\n' "$bold" "$STEP" "$plain"
}
note() { printf '   %s\n' "$*"; }

# done_with WHAT: the row of the summary for what has just been shown
done_with() { SUMMARY+=("$1"); }

FAILED=
fail() { # what went wrong
  explain "$1"
  exit 1
}

explain() {
  FAILED=yes
  "${KUBECTL[@]}" -n "$SHOP" get jwti,apic,proute,pods 2>/dev/null | sed 's/^/   /' >&2 || true
  printf '\n%sFAILED in %s%s\n   %s\n\nTo look closer:\n' "$bold" "$STEP" "$plain" "$1" >&2
  closer | sed 's/^/   /' >&2
}

closer() {
  echo "export KUBECONFIG=$KUBECONFIG PATH=$BIN_DIR:\$PATH${CONTEXT:+   # and kubectl --context $CONTEXT}"
  echo "kubectl -n $SHOP get jwti,apic,proute,pods"
  echo "kubectl -n $SHOP describe jwti/login apic/batch proute/orders"
  echo "kubectl -n $SHOP get events --sort-by=.lastTimestamp"
  echo "kubectl -n $SYSTEM logs deployment/jotgate-operator"
}

# run COMMAND...: shows the command, then runs it
run() {
  note "\$ $*"
  "$@" 2>&1 | sed 's/^/     /' || fail "this command failed: $*"
}

# request TITLE METHOD URL [CURL OPTION...]: sends it and shows it; the answer is in $STATUS, $WORK/headers, $WORK/body.
# What is secret is shown by its first characters only.
request() {
  local title=$1 method=$2 url=$3 option sent=()
  shift 3
  for option; do [[ $option != *:\ * ]] || sent+=("$option"); done
  note ""
  note "$title"
  printf '   > %s %s\n' "$method" "$url"
  [ ${#sent[@]} = 0 ] || printf '   > %s\n' "${sent[@]}" | shorten
  STATUS=$(curl -sS --max-time 10 -X "$method" -D "$WORK/headers" -o "$WORK/body" -w '%{http_code}' "$@" "$url" 2>"$WORK/error") ||
    fail "no answer from $url: $(cat "$WORK/error")"
  tr -d '\r' <"$WORK/headers" >"$WORK/headers.txt"
  grep -iE '^(HTTP/|authorization|www-authenticate|cache-control|x-transaction-id)' "$WORK/headers.txt" | sed 's/^/   < /' | shorten
  [ ! -s "$WORK/body" ] || { head -c 400 "$WORK/body" | head -n 3 | sed 's/^/   < /'; echo; } | grep . | shorten
}
shorten() { sed -E 's/([Bb]earer [A-Za-z0-9_-]{12})[A-Za-z0-9_.-]+/\1.../g; s/(jg_[a-z2-7]{12}_)[A-Za-z0-9_]+/\1.../g'; }

header() { sed -n "s/^$1: //Ip" "$WORK/headers.txt" | head -n 1; } # of the last answer

expect_status() { # status
  [ "$STATUS" = "$1" ] || fail "expected status $1, got $STATUS"
}
expect_header() { # name, what its value must contain
  local value
  value=$(header "$1")
  [[ -n $value && $value == *"$2"* ]] || fail "expected the header $1 with '$2', got '$value'"
}

# forward SERVICE PORT: makes a service's port reachable here; sets $PORT. Works for every cluster that kubectl reaches.
forward() {
  local log=$WORK/forward-$1
  "${KUBECTL[@]}" -n "$SHOP" port-forward "service/$1" ":$2" >"$log" 2>&1 9>&- &
  FORWARDS+=($!)
  for _ in $(seq 100); do
    PORT=$(sed -n 's/^Forwarding from 127.0.0.1:\([0-9]*\) .*/\1/p' "$log")
    [ -z "$PORT" ] || return 0
    kill -0 $! 2>/dev/null || break
    sleep 0.1
  done
  fail "cannot reach service $1: $(cat "$log")"
}

# claim TOKEN PART NAME: a member of the header (1) or payload (2) of a token
claim() {
  cut -d. -f"$2" <<<"$1" | tr -- '-_' '+/' | awk '{while (length($0) % 4) $0 = $0 "="; print}' | base64 -d |
    sed -n "s/.*\"$3\":\"\{0,1\}\([^\",}]*\).*/\1/p"
}

print_summary() {
  local row
  printf '\n%ssummary%s\n' "$bold" "$plain"
  for row in "${SUMMARY[@]}"; do printf '   %-6s %s\n' "ok" "$row"; done
}
