#!/usr/bin/env bash
# @fregante/mi-cron 2.0.1 (the same in @cheap-glitch/mi-cron 1.0.1, from which it was taken) on Node 20. A job of the
# 31st runs on 31 March, and then on 1 May, since April has no 31st; one of 29 February runs on 1 March of other years.
# Cron leaves out months that have no such day. One would have guessed that, or the last day of the month. A closing
# that somebody put on the 31st runs after each short month on the first day of the next one, and takes that day's
# sales into the month that is over. Tests that are written in January see nothing of it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @fregante/mi-cron@2.0.1 @cheap-glitch/mi-cron@1.0.1
cat > seen.mjs <<'JS'
import { createRequire } from 'node:module';
import * as fork from '@fregante/mi-cron';
const origin = createRequire(import.meta.url)('@cheap-glitch/mi-cron');
for (const [name, { parseCron }] of [['fork', fork], ['origin', origin]])
  for (const line of ['0 9 31 * *', '0 9 29 2 *']) {
    const dates = [];
    for (let at = new Date('2026-03-15T00:00:00Z'); dates.length < 3; dates.push(at.toISOString().slice(0, 16))) at = parseCron.nextDate(parseCron(line), at);
    console.log(name, line, '|', dates.join(' '));
  }
JS
seen=$(TZ=UTC node seen.mjs)
expected='fork 0 9 31 * * | 2026-03-31T09:00 2026-05-01T09:00 2026-05-31T09:00
fork 0 9 29 2 * | 2027-03-01T09:00 2028-02-29T09:00 2029-03-01T09:00
origin 0 9 31 * * | 2026-03-31T09:00 2026-05-01T09:00 2026-05-31T09:00
origin 0 9 29 2 * | 2027-03-01T09:00 2028-02-29T09:00 2029-03-01T09:00'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
