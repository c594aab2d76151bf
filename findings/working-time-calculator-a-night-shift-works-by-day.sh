#!/usr/bin/env bash
# working-time-calculator 0.0.2 on Node 20. Working hours from 22:00 to 06:00 are counted as those from 06:00 to 22:00:
# sixteen hours a day, and between midnight and five nothing. Nothing is refused. One would have guessed the eight
# hours of the night, as the start and the end are the usual way to write such a shift, or an error, as for a time that
# cannot be read. A limit for the first answer of a telephone desk at night runs out by day. Split a night into 22:00
# to 24:00 and 00:00 to 06:00, with the weekdays of each half.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts working-time-calculator@0.0.2
cat > seen.mjs <<'JS'
import { createRequire } from 'node:module';
const WorkingTime = createRequire(import.meta.url)('working-time-calculator');
const hours = (shifts, from, to) => {
  const desk = new WorkingTime();
  for (const [start, stop] of shifts) desk.addWorkingHours([WorkingTime.WEEKDAYS, WorkingTime.WEEKENDS], start, stop, 'Europe/Moscow');
  return desk.calcHoursBetween(`${from}:00+03:00`, `${to}:00+03:00`);
};
const split = [['22:00', '24:00'], ['00:00', '06:00']];
for (const [name, shifts] of [['22:00 to 06:00', [['22:00', '06:00']]], ['split at midnight', split]])
  console.log(`${name}: a day ${hours(shifts, '2026-03-03T12:00', '2026-03-04T12:00')},`,
    `0 to 5 at night ${hours(shifts, '2026-03-03T00:00', '2026-03-03T05:00')}, 9 to 17 ${hours(shifts, '2026-03-03T09:00', '2026-03-03T17:00')}`);
JS
seen=$(TZ=UTC node seen.mjs)
expected='22:00 to 06:00: a day 16, 0 to 5 at night 0, 9 to 17 8
split at midnight: a day 8, 0 to 5 at night 5, 9 to 17 0'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
