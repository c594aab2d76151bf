#!/usr/bin/env bash
# fiscal 1.0.0 on Node 20. A fiscal year ends at the last millisecond of its last day, a quarter at the first one of
# it: nearly all of 31 December is in no quarter, and yet the library asked for that day names the quarter. The README
# shows the end of a quarter with 23:59:59.999. A year that begins in January, for which the code has a case of its
# own, ends a day before it begins. One would have guessed that four quarters are a year. The last day of a quarter is
# the busiest one of a sales department; who sums sales between `startDate` and `endDate` leaves it out, and quotas are
# missed on paper. Sum up to the start of the next one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts fiscal@1.0.0
cat > seen.mjs <<'JS'
import { createRequire } from 'node:module';
const Fiscal = createRequire(import.meta.url)('fiscal');
const sale = new Date('2026-12-31T15:00:00Z');
const print = (what, { startDate, endDate }) =>
  console.log(what, startDate.toISOString(), endDate.toISOString(), startDate <= sale && sale <= endDate);
const { fiscalYear, quarter } = new Fiscal(3).getFiscalInfoForDate(sale);
print('year from April:', fiscalYear);
print('quarter:', quarter);
print('the next one:', quarter.next());
print('year from January:', new Fiscal(0).getFiscalInfoForDate(sale).fiscalYear);
JS
seen=$(TZ=UTC node seen.mjs)
expected='year from April: 2026-04-01T00:00:00.000Z 2027-03-31T23:59:59.999Z true
quarter: 2026-10-01T00:00:00.000Z 2026-12-31T00:00:00.000Z false
the next one: 2027-01-01T00:00:00.000Z 2027-03-31T00:00:00.000Z false
year from January: 2026-01-01T00:00:00.000Z 2025-12-31T23:59:59.999Z false'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
