#!/usr/bin/env bash
# The campaigns over approvals, on SQLite and on a private PostgreSQL, with a summary at the end. README.md beside this says what each shows.
#   tests/campaigns/approvals.sh        in full size
#   tests/campaigns/approvals.sh --ci   in the size that every build runs
#   ACTRA_CAMPAIGN_SEED=N tests/campaigns/approvals.sh   with the kills by chance of an earlier run
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. eng/servers.sh

case "${1:-}" in
  "") export ACTRA_CAMPAIGN=full ;;
  --ci) unset ACTRA_CAMPAIGN ;;
  *)
    sed -n '2,5s/^# \?//p' "${BASH_SOURCE[0]}" >&2
    exit 2
    ;;
esac

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
scratch=$(mktemp -d "${TMPDIR:-/tmp}/actra-campaign.XXXXXX")
cleanup() {
  stop_servers
  rm -rf "$scratch"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

start_postgresql "$scratch" || echo "without PostgreSQL: its half of the campaigns is skipped" >&2
export ACTRA_CAMPAIGN_REPORT="$scratch/report"
touch "$ACTRA_CAMPAIGN_REPORT"

tests=tests/Actra.Storage.Tests
dotnet build "$tests" -nologo -v quiet || exit 1
started=$SECONDS
dotnet test "$tests" --no-build -nologo --filter "FullyQualifiedName~Actra.Storage.Tests.Campaigns"
outcome=$?

echo
echo "Campaigns over approvals, ${ACTRA_CAMPAIGN:-ci} size, $((SECONDS - started)) s"
# The lines of one campaign belong together: what is indented goes with the line before it.
awk '/^ / { text[n] = text[n] "\n" $0; next } { text[++n] = $0 } END { for (i = 1; i <= n; i++) printf "%s%c", text[i], 0 }' "$ACTRA_CAMPAIGN_REPORT" \
  | LC_ALL=C sort -z | tr '\0' '\n'
if [ "$outcome" -ne 0 ]; then
  echo "FAILED: what is missing above has failed; the reason is further up"
fi
exit "$outcome"
