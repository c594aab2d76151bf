#!/usr/bin/env bash
# ical-generator 11.1.2 on Node 20. An event of 09:00 in Moscow that recurs and leaves one date out is written in the
# wall time of the machine under the name of Moscow. On a server in New York the series is at 01:00 and the date that
# is left out at 02:00, since clocks there went forward in between: it excludes nothing, and the meeting takes place.
# The README tells of the machine's time; one would have guessed that one and the same hour of Moscow stays one hour
# within an event. Decision windows that a CRM sends out as a calendar are given as luxon or Temporal times of the
# zone, or in UTC.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts ical-generator@11.1.2
cat > seen.mjs <<'JS'
import { spawnSync } from 'node:child_process';
const script = `
  import ical from 'ical-generator';
  const calendar = ical();
  calendar.createEvent({
    start: new Date('2026-01-31T06:00:00Z'), end: new Date('2026-01-31T07:00:00Z'), summary: 'Committee', timezone: 'Europe/Moscow',
    repeating: { freq: 'MONTHLY', exclude: [new Date('2026-03-31T06:00:00Z')] },
  });
  console.log(calendar.toString().match(/^(DTSTART|EXDATE).*/gm).map((line) => line.trim()).join(' '));
`;
for (const TZ of ['Europe/Moscow', 'UTC', 'America/New_York'])
  console.log(TZ, spawnSync(process.execPath, ['--input-type=module', '-e', script], { env: { ...process.env, TZ }, encoding: 'utf8' }).stdout.trim());
JS
seen=$(TZ=UTC node seen.mjs)
expected='Europe/Moscow DTSTART;TZID=Europe/Moscow:20260131T090000 EXDATE;TZID=Europe/Moscow:20260331T090000
UTC DTSTART;TZID=Europe/Moscow:20260131T060000 EXDATE;TZID=Europe/Moscow:20260331T060000
America/New_York DTSTART;TZID=Europe/Moscow:20260131T010000 EXDATE;TZID=Europe/Moscow:20260331T020000'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
