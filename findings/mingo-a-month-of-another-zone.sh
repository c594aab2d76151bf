#!/usr/bin/env bash
# mingo 7.2.7 (the aggregations of MongoDB in memory) on Node 20. `$dateTrunc` with a time zone takes the month of UTC
# and puts it to the clock of the zone: an order of 1 February, 01:30 in Moscow, is cut to 1 January; one of 31
# January, 21:00 in New York, to 1 February, which lies ahead of it. `$dateToString` of the same package with the same
# zone says the right month. One would have guessed the start of the month in that zone, as MongoDB has it. Revenue of
# a month, on which pay hangs, then depends on the hour of the order: group by the text of `$dateToString`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts mingo@7.2.7
cat > seen.mjs <<'JS'
import { aggregate } from 'mingo';
for (const [at, timezone] of [
  ['2026-01-31T22:30:00Z', 'Europe/Moscow'],
  ['2026-02-01T02:00:00Z', 'America/New_York'],
  ['2026-01-31T12:00:00Z', 'Europe/Moscow'],
]) {
  const date = new Date(at);
  const start = { $dateTrunc: { date, unit: 'month', timezone } };
  const text = { $dateToString: { date, timezone, format: '%Y-%m-%d %H:%M' } };
  const [seen] = aggregate([{}], [{ $project: { start, text } }]);
  console.log(timezone, seen.text, 'truncated to the month:', seen.start.toISOString());
}
JS
seen=$(TZ=UTC node seen.mjs)
expected='Europe/Moscow 2026-02-01 01:30 truncated to the month: 2025-12-31T21:00:00.000Z
America/New_York 2026-01-31 21:00 truncated to the month: 2026-02-01T05:00:00.000Z
Europe/Moscow 2026-01-31 15:00 truncated to the month: 2025-12-31T21:00:00.000Z'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
