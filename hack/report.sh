# shellcheck shell=bash
# Counts the checks of a test that is a script, and writes them as a JUnit report. Sourced, never run.
passed=0 failed=0 report_cases=

xml_escape() { sed 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g; s/"/\&quot;/g' | tr -d '\000-\010\013\014\016-\037'; }

ok() { # name
  passed=$((passed + 1))
  report_cases+="<testcase classname=\"$SUITE\" name=\"$(xml_escape <<<"$1")\"/>"$'\n'
}

bad() { # name, what went wrong
  failed=$((failed + 1))
  say "FAILED $1"
  say "$2"
  report_cases+="<testcase classname=\"$SUITE\" name=\"$(xml_escape <<<"$1")\"><failure message=\"$(xml_escape <<<"$2" | tr '\n' ' ')\"/></testcase>"$'\n'
}

# finish [FILE]: prints the counts, writes the report; fails if a check did
finish() {
  [ -z "${1:-}" ] || printf '<testsuite name="%s" tests="%s" failures="%s">\n%s</testsuite>\n' \
    "$SUITE" $((passed + failed)) "$failed" "$report_cases" >"$1"
  say "$SUITE: $passed passed, $failed failed"
  [ "$failed" = 0 ]
}
