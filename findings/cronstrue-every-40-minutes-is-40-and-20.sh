#!/usr/bin/env bash
# cronstrue 3.39.0 beside croner 11.0.1 on Node 20. It puts the expression of a job into words for people, in some forty
# languages. A step that does not divide the hour begins anew with each hour: `*/40` runs at :00 and :40, so after 40 and
# after 20 minutes, and `0 */9` at 0, 9 and 18 o'clock, so after six hours in the night. It says "Every 40 minutes" and
# "every 9 hours". Of days of the month English says "every 20 days in a month", which tells that they begin anew; the
# Russian words leave it out. One would have guessed that what is said of days is said of minutes and hours, and in both
# languages. Who shows the lead of a desk how often limits are looked after, or has them choose it by these words,
# promises what is not kept.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts cronstrue@3.39.0 croner@11.0.1
cat > seen.mjs <<'JS'
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const cronstrue = require('cronstrue/i18n');
const { Cron } = require('croner');
for (const expression of ['*/40 * * * *', '0 */9 * * *', '0 9 */20 * *']) {
  const runs = new Cron(expression, { timezone: 'UTC' }).nextRuns(5, '2025-12-31T23:59:00Z');
  console.log(`${expression}: ${cronstrue.toString(expression)}`);
  console.log(`  ${cronstrue.toString(expression, { locale: 'ru' })}`);
  console.log(`  ${runs.map((run) => run.toISOString().slice(5, 16)).join(' ')}`);
}
JS
seen=$(node seen.mjs)
expected='*/40 * * * *: Every 40 minutes
  Каждые 40 минут
  01-01T00:00 01-01T00:40 01-01T01:00 01-01T01:40 01-01T02:00
0 */9 * * *: On the hour, every 9 hours
  Ровно в час, каждые 9 часов
  01-01T00:00 01-01T09:00 01-01T18:00 01-02T00:00 01-02T09:00
0 9 */20 * *: At 09:00 AM, every 20 days in a month
  В 09:00, каждые 20 дней
  01-01T09:00 01-21T09:00 02-01T09:00 02-21T09:00 03-01T09:00'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
