#!/usr/bin/env bash
# working-time-calculator 0.0.2 on Node 20. Monday from 9 to 10 in Vladivostok is a working hour there; written in UTC,
# where it is still Sunday, the same two moments have none between them: the days are counted in the zone in which the
# first moment is written, and only the hours in that of the shift. A Date is read in the zone of the server. One would
# have guessed that the zone given with the hours decides on both. Databases and browsers hand over UTC: leads of a
# Monday morning in the east have then no working time, and nobody is ever late. Give moments in the zone of the shift.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts working-time-calculator@0.0.2
cat > seen.mjs <<'JS'
import { createRequire } from 'node:module';
const WorkingTime = createRequire(import.meta.url)('working-time-calculator');
const east = new WorkingTime();
east.addWorkingHours(WorkingTime.WEEKDAYS, '09:00', '18:00', 'Asia/Vladivostok');
const [local, utc] = [['2026-03-02T09:00:00+10:00', '2026-03-02T10:00:00+10:00'], ['2026-03-01T23:00:00Z', '2026-03-02T00:00:00Z']];
console.log(local.every((at, i) => Date.parse(at) === Date.parse(utc[i])), east.calcHoursBetween(...local), east.calcHoursBetween(...utc));
console.log('Dates:', east.calcHoursBetween(new Date(utc[0]), new Date(utc[1])));
JS
seen=$(TZ=UTC node seen.mjs)
expected='true 1 0
Dates: 0'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
