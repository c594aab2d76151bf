#!/usr/bin/env bash
# moment-business-time 2.0.0 with moment 2.30.1 on Node 20. From Friday 16:00 to Monday 10:00 are 2 working hours of 9
# to 17, and 8.25 working days where fractions are asked for (`workingDiff(other, 'days', true)`; it warns of
# "ambiguous results" on stderr). Monday 9 to 17 is 1 day without fractions and 2 with them. One would have guessed
# 0.25 and 1. Whoever grades colleagues by working days till the first contact calls two hours a week and a half.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts moment@2.30.1 moment-business-time@2.0.0
cat > seen.mjs <<'JS'
import moment from 'moment';
import 'moment-business-time';
const hours = ['09:00:00', '17:00:00'];
moment.updateLocale('en', { workinghours: { 0: null, 1: hours, 2: hours, 3: hours, 4: hours, 5: hours, 6: null } });
for (const [from, to] of [['2026-03-06 16:00', '2026-03-09 10:00'], ['2026-03-02 09:00', '2026-03-02 17:00']]) {
  const between = (unit, fraction) => moment(to).workingDiff(moment(from), unit, fraction);
  console.log(from, 'to', to, between('hours'), 'hours,', Math.abs(between('days')), 'days,', between('days', true), 'days with fractions');
}
JS
seen=$(node seen.mjs 2> /dev/null)
expected='2026-03-06 16:00 to 2026-03-09 10:00 2 hours, 0 days, 8.25 days with fractions
2026-03-02 09:00 to 2026-03-02 17:00 8 hours, 1 days, 2 days with fractions'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
