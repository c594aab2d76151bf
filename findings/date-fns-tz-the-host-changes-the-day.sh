#!/usr/bin/env bash
# @date-fns/tz 1.5.0 with date-fns 4.4.0 on Node 20. The start of 24 April 2026 in Moscow is one o'clock on a server
# whose own zone is Africa/Cairo (Cairo puts its clocks forward at that midnight), and half past four of 30 December
# 2011 in UTC is a day later on one in Pacific/Apia (which left that day out). One would have guessed that a date with a
# zone of its own has nothing to do with the server's. Days with purchases and deadlines then depend on where the CRM is
# hosted; test calendars under several TZ.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @date-fns/tz@1.5.0 date-fns@4.4.0
cat > seen.mjs <<'JS'
import { spawnSync } from 'node:child_process';
const script = `
  import { TZDate } from '@date-fns/tz';
  import { startOfDay } from 'date-fns';
  const noon = new TZDate('2026-04-24T12:00:00Z', 'Europe/Moscow');
  console.log(startOfDay(noon).toISOString(), new TZDate(2011, 11, 30, 4, 30, 'UTC').toISOString());
`;
for (const TZ of ['UTC', 'Africa/Cairo', 'Pacific/Apia']) {
  const child = spawnSync(process.execPath, ['--input-type=module', '-e', script], { env: { ...process.env, TZ }, encoding: 'utf8' });
  console.log(TZ, child.stdout.trim());
}
JS
seen=$(node seen.mjs 2> /dev/null)
expected='UTC 2026-04-24T00:00:00.000+03:00 2011-12-30T04:30:00.000+00:00
Africa/Cairo 2026-04-24T01:00:00.000+03:00 2011-12-30T04:30:00.000+00:00
Pacific/Apia 2026-04-24T00:00:00.000+03:00 2011-12-31T04:30:00.000+00:00'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
