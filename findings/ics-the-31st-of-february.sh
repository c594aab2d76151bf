#!/usr/bin/env bash
# ics 3.12.0 on Node 20. The library checks its input and answers with an error or a value; 31 February is a value, an
# event on 3 March, and no word is said. A 13th month is an error. One would have guessed that a date which
# does not exist is refused as well, since the day is checked to be from 1 to 31. A decision window "on the 31st" that
# a CRM sends to a buyer's calendar is clamped or refused before it is handed over.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts ics@3.12.0
cat > seen.mjs <<'JS'
import { createRequire } from 'node:module';
const { createEvent } = createRequire(import.meta.url)('ics');
for (const start of [[2026, 2, 28, 9, 0], [2026, 2, 31, 9, 0], [2026, 13, 1, 9, 0], [2026, 2, 32, 9, 0]]) {
  const { error, value } = createEvent({ title: 'Committee', start, startInputType: 'utc', duration: { hours: 1 } });
  console.log(start.join(' '), error ? error.name : value.match(/DTSTART:\w+/)[0]);
}
JS
seen=$(TZ=UTC node seen.mjs)
expected='2026 2 28 9 0 DTSTART:20260228T090000Z
2026 2 31 9 0 DTSTART:20260303T090000Z
2026 13 1 9 0 ValidationError
2026 2 32 9 0 ValidationError'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
