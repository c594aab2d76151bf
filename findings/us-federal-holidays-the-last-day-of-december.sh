#!/usr/bin/env bash
# @18f/us-federal-holidays 4.0.0 on Node 20. New Year's Day of 2022 was a Saturday, so it was kept on Friday, 31
# December 2021, and `isAHoliday` says so of that day. `inRange` looks through the holidays of the years of both ends,
# and has it only where the range reaches into January: December alone has one holiday, December and January three. One
# would have guessed that a range has the holidays of its days. The same comes on 31 December 2027. Capacity and limits
# of the busiest month are counted with a day that nobody works: ask day by day, or a range that ends a year later, and
# cut.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @18f/us-federal-holidays@4.0.0
cat > seen.mjs <<'JS'
import { createRequire } from 'node:module';
const { inRange, isAHoliday } = createRequire(import.meta.url)('@18f/us-federal-holidays');
const days = (from, to) => inRange(new Date(`${from}T00:00:00Z`), new Date(`${to}T23:59:59Z`)).map(({ dateString }) => dateString).join(' ');
for (const year of [2021, 2027]) {
  console.log(`${year}-12-31 is a holiday:`, isAHoliday(new Date(`${year}-12-31T12:00:00Z`)));
  console.log('December:', days(`${year}-12-01`, `${year}-12-31`), '| with January:', days(`${year}-12-01`, `${year + 1}-01-31`));
}
JS
seen=$(TZ=UTC node seen.mjs)
expected='2021-12-31 is a holiday: true
December: 2021-12-24 | with January: 2021-12-24 2021-12-31 2022-01-17
2027-12-31 is a holiday: true
December: 2027-12-24 | with January: 2027-12-24 2027-12-31 2028-01-17'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
