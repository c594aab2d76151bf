#!/usr/bin/env bash
# fiscal-year 1.0.0 on Node 20, which takes the month and the day on which a fiscal year begins. With 6 April, as of
# the tax year of the United Kingdom, 5 April 2026 is in the year 2026, which is right, and there in its first month
# and its first quarter: those are of April 2025. The day counts for the year, and the month alone for quarter and
# month. One would have guessed the last quarter, of which this is the last day, or that a day other than the first is
# refused. Sales of the last five days of every year, those of the rush, are added to its first quarter, which is
# closed and paid.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts fiscal-year@1.0.0
cat > seen.mjs <<'JS'
import { createRequire } from 'node:module';
const FiscalYear = createRequire(import.meta.url)('fiscal-year').default;
const year = FiscalYear({ month: 3, day: 6 });
for (const day of ['2025-04-06', '2026-03-31', '2026-04-01', '2026-04-05', '2026-04-06'])
  console.log(day, 'year', year.getFiscalYear(day), 'quarter', year.getFiscalQuarter(day), 'month', year.getFiscalMonth(day));
JS
seen=$(TZ=UTC node seen.mjs)
expected='2025-04-06 year 2026 quarter 1 month 0
2026-03-31 year 2026 quarter 4 month 11
2026-04-01 year 2026 quarter 1 month 0
2026-04-05 year 2026 quarter 1 month 0
2026-04-06 year 2027 quarter 1 month 0'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
