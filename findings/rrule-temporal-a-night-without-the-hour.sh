#!/usr/bin/env bash
# rrule-temporal 2.2.8 on Node 20. A daily rule at half past two in Berlin has no date on 29 March 2026, the night on
# which that time does not exist; COUNT is filled up by one more day at the end. RFC 5545 (3.3.5) reads such a time
# with the offset before the gap: half past three. One would have guessed that a day on which something is due every
# day is not left out without a word. Windows and shift limits at night: compare the dates of an import with the days
# that were meant.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts rrule-temporal@2.2.8
cat > seen.mjs <<'JS'
import { RRuleTemporal } from 'rrule-temporal';
const dates = (zone) =>
  new RRuleTemporal({ rruleString: `DTSTART;TZID=${zone}:20260328T023000\nRRULE:FREQ=DAILY;COUNT=3` }).all().map((date) => date.toString().slice(0, 22));
console.log('Moscow', dates('Europe/Moscow').join(' '));
console.log('Berlin', dates('Europe/Berlin').join(' '));
JS
seen=$(TZ=UTC node seen.mjs)
expected='Moscow 2026-03-28T02:30:00+03 2026-03-29T02:30:00+03 2026-03-30T02:30:00+03
Berlin 2026-03-28T02:30:00+01 2026-03-30T02:30:00+02 2026-03-31T02:30:00+02'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
