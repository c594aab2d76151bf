#!/usr/bin/env bash
# ts-ics 2.4.6 on Node 20, in UTC. A rule for the last day of each month (BYMONTHDAY=-1) gives the last but one: 30
# January, 27 February, 30 March. Six working days from a Monday on (FREQ=DAILY with BYDAY of Monday to Friday and
# COUNT=6) are five, since COUNT takes in the Saturday that is left out. RFC 5545 has -1 for the last day, and COUNT
# for the dates that there are; one would have guessed both. Closing of a month, payday and the end of a plan are such
# rules in calendars that a CRM takes in: hand the rule's text to a library made for rules, and use this one for
# reading the file.
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
  ['FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3', '2026-01-01T10:00Z'],
  ['FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3', '2026-01-01T10:00Z'],
  ['FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=6', '2026-03-02T10:00Z'],
])
  console.log(text, days(text, from).join(' '));
JS
seen=$(TZ=UTC node seen.mjs)
expected='FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3 2026-01-30T10:00 2026-02-27T10:00 2026-03-30T10:00
FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3 2026-01-31T10:00 2026-03-31T10:00 2026-05-31T10:00
FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=6 2026-03-02T10:00 2026-03-03T10:00 2026-03-04T10:00 2026-03-05T10:00 2026-03-06T10:00'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
