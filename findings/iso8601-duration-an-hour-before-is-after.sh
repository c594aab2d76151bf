#!/usr/bin/env bash
# iso8601-duration 2.1.4 beside tinyduration 3.4.1 on Node 20. ISO 8601-2, XML Schema and iCalendar admit a sign: an
# alarm "an hour before the limit" is -PT1H (TRIGGER of RFC 5545). iso8601-duration takes the text without an error and
# loses the sign: the reminder rings an hour after the limit. tinyduration keeps it. One would have guessed a negative
# span or a refusal. Reminders and grace periods that come from a calendar are read by a library that keeps the sign.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts iso8601-duration@2.1.4 tinyduration@3.4.1
cat > seen.mjs <<'JS'
import { end, parse, toSeconds } from 'iso8601-duration';
import { parse as parseTiny } from 'tinyduration';
const limit = new Date('2026-03-03T11:00:00Z');
for (const text of ['PT1H', '-PT1H', '+PT1H'])
  console.log(text, toSeconds(parse(text)), end(parse(text), limit).toISOString(), text[0] === '+' ? 'not asked' : (parseTiny(text).negative ?? false));
JS
seen=$(TZ=UTC node seen.mjs)
expected='PT1H 3600 2026-03-03T12:00:00.000Z false
-PT1H 3600 2026-03-03T12:00:00.000Z true
+PT1H 3600 2026-03-03T12:00:00.000Z not asked'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
