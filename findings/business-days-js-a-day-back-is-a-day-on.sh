#!/usr/bin/env bash
# business-days-js 2.3.0 on Node 20, whose holidays are those of the United States. A negative number of business days
# is taken without an error and without its sign's meaning: one, three or ten days before Monday 13 July 2026 are each
# Tuesday the 14th, a day ahead. Nought days from a Saturday are the Sunday. One would have guessed the Friday before,
# as a date library beside it (dayjs-business-days2) has it, or an error. Reminders two working days before a limit
# ring after it: count forward from the other end, or refuse numbers below one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts business-days-js@2.3.0 dayjs@1.11.19 dayjs-business-days2@1.4.0
cat > seen.mjs <<'JS'
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const businessDays = require('business-days-js');
const dayjs = require('dayjs');
dayjs.extend(require('dayjs-business-days2').default);
const days = (businessDays.default ?? businessDays)();
for (const [from, count] of [['2026-07-13', 1], ['2026-07-13', -1], ['2026-07-13', -3], ['2026-07-13', -10], ['2026-07-11', 0]])
  console.log(from, count, days.addDays(from, count).format('ddd YYYY-MM-DD'), '| dayjs-business-days2', dayjs(from).businessDaysAdd(count).format('ddd YYYY-MM-DD'));
JS
seen=$(TZ=UTC node seen.mjs)
expected='2026-07-13 1 Tue 2026-07-14 | dayjs-business-days2 Tue 2026-07-14
2026-07-13 -1 Tue 2026-07-14 | dayjs-business-days2 Fri 2026-07-10
2026-07-13 -3 Tue 2026-07-14 | dayjs-business-days2 Wed 2026-07-08
2026-07-13 -10 Tue 2026-07-14 | dayjs-business-days2 Mon 2026-06-29
2026-07-11 0 Sun 2026-07-12 | dayjs-business-days2 Sat 2026-07-11'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
