#!/usr/bin/env bash
# The steps of action.yml. What comes from outside is in the environment, and is never run.
set -euo pipefail

here=$RUNNER_TEMP/doclint
bin=$here/bin
if [ "${RUNNER_OS:-}" = Windows ]; then bin=$here/Scripts; fi

install() {
    "${PYTHON:-python3}" -m venv "$here"
    "$bin/python" -m pip install --quiet --disable-pip-version-check "${VERSION:+doclint==}${VERSION:-$GITHUB_ACTION_PATH}"
    echo "$bin" >>"$GITHUB_PATH"
}

# The lines, or words, of $1 as the array `words`; no file names are made of them.
split() {
    words=()
    local IFS=$2
    read -r -d '' -a words <<<"$1" || true
}

check() {
    local report=$here/report.json summary=$here/summary.md options=() paths=() code=0
    rm -f "$report" "$summary"
    split "$CHECK_PATH" $'\n'
    paths=("${words[@]}")
    split "$CHECK_ARGS" $' \t\n'
    options=(${words[@]+"${words[@]}"}) # old versions of bash know no empty array
    local since=${CHECK_SINCE:-${GITHUB_BASE_REF:+origin/$GITHUB_BASE_REF}}
    if [ -n "$since" ] && [ "$since" != all ]; then options+=(--since "$since"); fi
    if [ -n "$CHECK_BASELINE" ]; then options+=(--baseline "$CHECK_BASELINE"); fi
    if [ -n "$CHECK_SARIF" ]; then options+=(--format "sarif:$CHECK_SARIF"); fi
    if [ "$CHECK_FAIL_ON" = never ]; then options+=(--exit-zero); else options+=(--fail-on "$CHECK_FAIL_ON"); fi
    "$bin/doclint" check "${options[@]}" --format github --format "json:$report" --format "markdown:$summary" -- "${paths[@]}" ||
        code=$?
    # A summary of more than a megabyte is refused as a whole.
    if [ -f "$summary" ]; then head -c 1000000 "$summary" >>"$GITHUB_STEP_SUMMARY"; fi
    {
        echo "exit-code=$code"
        echo "findings=$(count "$report")"
        echo "sarif=${CHECK_SARIF//[$'\r\n']/}"
    } >>"$GITHUB_OUTPUT"
    exit "$code"
}

count() {
    if [ -f "$1" ]; then
        "$bin/python" -c 'import json, sys; print(len(json.load(open(sys.argv[1], encoding="utf-8"))["findings"]))' "$1"
    fi
}

"$1"
