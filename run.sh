#!/usr/bin/env bash
# Builds the sample host and runs it over samples/Workers/input/work.jsonl.
#   ./run.sh --help                 all options
#   ./run.sh --input FILE           your own items
#   ./run.sh --json                 one JSON object per event and nothing else
set -euo pipefail
here=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

if ! output=$(dotnet build samples/Workers -c Release -nologo -v quiet 2>&1); then
  printf '%s\n' "$output" >&2
  exit 1
fi

workers=$PWD/samples/Workers/bin/Release/net10.0/Workers.dll
cd "$here"
exec dotnet "$workers" "$@"
