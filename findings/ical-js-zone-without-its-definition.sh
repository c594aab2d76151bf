#!/usr/bin/env bash
# ical.js 2.2.1. A start with TZID=Europe/Moscow in a file that has no VTIMEZONE of that name (many programs leave it
# out) is read as floating: nine in the morning wherever the program runs, and the zone's name is gone. One would have
# guessed Moscow's nine, as the name is in the IANA database, or an error. A meeting with the assortment committee taken
# from a calendar moves with the server.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts ical.js@2.2.1
cat > seen.mjs <<'JS'
import ICAL from 'ical.js';
process.env.TZ = 'Asia/Tokyo';
const file = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'BEGIN:VEVENT', 'UID:1', 'DTSTART;TZID=Europe/Moscow:20260302T090000', 'END:VEVENT', 'END:VCALENDAR'];
const event = new ICAL.Event(new ICAL.Component(ICAL.parse(file.join('\r\n'))).getFirstSubcomponent('vevent'));
console.log(event.startDate.zone.tzid, event.startDate.toJSDate().toISOString());
JS
seen=$(node seen.mjs 2> /dev/null)
expected='floating 2026-03-02T00:00:00.000Z'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
