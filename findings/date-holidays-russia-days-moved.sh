#!/usr/bin/env bash
# date-holidays 3.37.0, country RU. 8 March 2026 falls on a Sunday and the library knows that Monday the 9th is free; 9
# May 2026 falls on a Saturday, Monday the 11th is free just as well (Labour Code, article 112), and the library has it
# as a working day. Days that the government moves are not there either: Saturday 27 April 2024 was worked for Monday
# the 29th. One would have guessed that a calendar that moves one holiday moves them all. Clocks of service levels and
# hours of capacity need the yearly production calendar of one's own.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts date-holidays@3.37.0
cat > seen.mjs <<'JS'
import Holidays from 'date-holidays';
const russia = new Holidays('RU', { timezone: 'Europe/Moscow' });
for (const day of ['2026-03-09', '2026-05-11', '2024-04-27', '2024-04-29']) {
  console.log(day, russia.isHoliday(new Date(`${day}T12:00:00+03:00`)) !== false);
}
JS
seen=$(node seen.mjs 2> /dev/null)
expected='2026-03-09 true
2026-05-11 false
2024-04-27 false
2024-04-29 false'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
