#!/usr/bin/env bash
# Runs every test of the solution, with real servers where they can be had, and closes with one line: N passed, N failed, N skipped.
#   ./test.sh                      everything
#   ./test.sh --filter NAME        what `dotnet test --filter` takes
#   ACTRA_CAMPAIGN=full ./test.sh  the long campaigns in full size
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. eng/servers.sh

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
scratch=$(mktemp -d "${TMPDIR:-/tmp}/actra-test.XXXXXX")
cleanup() {
  stop_servers
  rm -rf "$scratch"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

start_servers "$scratch"

results="$scratch/results"
dotnet build Actra.sln -nologo -v quiet || exit 1
dotnet test Actra.sln --no-build -nologo --logger trx --results-directory "$results" -- RunConfiguration.TreatNoTestsAsError=false "$@"
outcome=$?

sum() { # attribute of <Counters …> over all test projects
  cat "$results"/*.trx 2>/dev/null | grep -o "<Counters [^>]*>" | grep -o " $1=\"[0-9]*\"" | grep -o '[0-9]*' | awk '{ n += $1 } END { print n + 0 }'
}
total=$(sum total)
passed=$(sum passed)
failed=$(sum failed)
executed=$(sum executed)
skipped=$((total - executed))
if [ "$skipped" -gt 0 ]; then
  echo "skipped, by name:"
  grep -ho '<UnitTestResult [^>]*outcome="NotExecuted"[^>]*' "$results"/*.trx | grep -o 'testName="[^"]*"' | sed 's/testName="\(.*\)"/  \1/' | sort
fi
stop_servers
echo "$passed passed, $failed failed, $skipped skipped"
[ "$outcome" -eq 0 ] && [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
