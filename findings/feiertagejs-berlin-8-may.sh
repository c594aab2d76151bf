#!/usr/bin/env bash
# feiertagejs 1.5.1 beside date-holidays 3.37.0 on Node 20. It knows from which year on a holiday of a German state is
# one: in Berlin the 8th of March is a holiday of 2019 and none of 2018. The single ones by law of Berlin, 8 May 2020 and
# 8 May 2025 (75 and 80 years since the end of the war) and 17 June 2028, are working days to it; date-holidays has all
# three. One would have guessed that who keeps the years of one state's holidays has the days of its own law as well,
# published years ahead. A limit of working hours for a client in Berlin ends a day early then, and capacity of that
# month is too large.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts feiertagejs@1.5.1 date-holidays@3.37.0
cat > seen.mjs <<'JS'
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const { isHoliday } = require('feiertagejs');
const Holidays = require('date-holidays');
const berlin = new Holidays('DE', 'BE');
for (const day of ['2018-03-08', '2019-03-08', '2020-05-08', '2025-05-08', '2028-06-17']) {
  const noon = new Date(`${day}T12:00:00`);
  console.log(day, 'feiertagejs:', isHoliday(noon, 'BE'), '| date-holidays:', berlin.isHoliday(noon) !== false);
}
JS
seen=$(TZ=Europe/Berlin node seen.mjs)
expected='2018-03-08 feiertagejs: false | date-holidays: false
2019-03-08 feiertagejs: true | date-holidays: true
2020-05-08 feiertagejs: false | date-holidays: true
2025-05-08 feiertagejs: false | date-holidays: true
2028-06-17 feiertagejs: false | date-holidays: true'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
