#!/usr/bin/env bash
# chrono-node 2.10.3 on Node 20. On 31 March "last month" is the third of March, and on 31 January "next month" is the
# third of March: a month is counted by putting the month's number up, and what is too long for it runs over. A quarter
# from 30 November is the second of March. In Russian the same. One would have guessed the last day of the month, as
# date-fns, Temporal and SQL intervals have it, or at least a day of the month that was named. A callback that a seller
# wrote in words ends in the wrong month at months' ends: read the known values and add months by a calendar.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts chrono-node@2.10.3
cat > seen.mjs <<'JS'
import * as chrono from 'chrono-node';
const day = (parsed) => parsed?.toISOString().slice(0, 10);
const said = (text, on, parser = chrono) => console.log(on, text, '=>', day(parser.parseDate(text, { instant: new Date(`${on}T12:00:00Z`), timezone: 0 })));
said('last month', '2026-03-31');
said('next month', '2026-01-31');
said('in 1 month', '2026-01-31');
said('in 1 quarter', '2026-11-30');
said('через месяц', '2026-01-31', chrono.ru);
said('в прошлом месяце', '2026-03-31', chrono.ru);
JS
seen=$(TZ=UTC node seen.mjs)
expected='2026-03-31 last month => 2026-03-03
2026-01-31 next month => 2026-03-03
2026-01-31 in 1 month => 2026-03-03
2026-11-30 in 1 quarter => 2027-03-02
2026-01-31 через месяц => 2026-03-03
2026-03-31 в прошлом месяце => 2026-03-03'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
