#!/usr/bin/env bash
# ts-ics 2.4.6 on Node 20, in UTC. A meeting at 10:00 on the last Friday of each month (BYDAY=-1FR), of which the first
# is on 30 January 2026, comes out from 27 February on and at midnight: the first one is left out, and the hour is
# lost. The second Monday is at midnight just as well, and the last working day (BYSETPOS=-1) besides a day early, 26
# February; a weekly rule keeps its hour. One would have guessed 10:00 and 30 January, as RFC 5545 takes what a rule
# does not say from the start. A monthly meeting with a buyer's committee that a CRM takes from a calendar stands there
# in the night, and the next one is missed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts ts-ics@2.4.6
cat > seen.mjs <<'JS'
import { convertIcsRecurrenceRule, extendByRecurrenceRule } from 'ts-ics';
const days = (text, from) =>
  extendByRecurrenceRule(convertIcsRecurrenceRule(undefined, { value: text }), { start: new Date(from) }).map((date) => date.toISOString().slice(0, 16));
for (const [text, from] of [
  ['FREQ=MONTHLY;BYDAY=-1FR;COUNT=3', '2026-01-30T10:00Z'],
  ['FREQ=MONTHLY;BYDAY=2MO;COUNT=3', '2026-01-12T10:00Z'],
  ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3', '2026-01-30T10:00Z'],
  ['FREQ=WEEKLY;BYDAY=FR;COUNT=3', '2026-01-30T10:00Z'],
])
  console.log(text, days(text, from).join(' '));
JS
seen=$(TZ=UTC node seen.mjs)
expected='FREQ=MONTHLY;BYDAY=-1FR;COUNT=3 2026-02-27T00:00 2026-03-27T00:00 2026-04-24T00:00
FREQ=MONTHLY;BYDAY=2MO;COUNT=3 2026-02-09T00:00 2026-03-09T00:00 2026-04-13T00:00
FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3 2026-02-26T00:00 2026-03-30T00:00 2026-04-29T00:00
FREQ=WEEKLY;BYDAY=FR;COUNT=3 2026-01-30T10:00 2026-02-06T10:00 2026-02-13T10:00'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
