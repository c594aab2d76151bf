#!/usr/bin/env bash
# cron-schedule 6.0.0 beside croner 11.0.1 on Node 20. It has no signs for the last Friday (5L), the second Monday
# (1#2) or the working day next to the 15th (15W), and does not say so: the number before the sign is taken, and the
# rest dropped. The job of the last Friday runs on every Friday. A sign without a number ("L") is refused. One would
# have guessed an error in all four. A payout of the month by a line that another program reads right is made four
# times: read a line once with a library that has the signs, and compare the first dates.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts cron-schedule@6.0.0 croner@11.0.1
cat > seen.mjs <<'JS'
import { parseCronExpression } from 'cron-schedule';
import { Cron } from 'croner';
const from = new Date('2026-08-01T00:00:00Z');
const days = (dates) => dates.map((date) => date.toUTCString().slice(0, 11)).join(' ');
for (const line of ['0 9 * * 5L', '0 9 * * 1#2', '0 9 15W * *', '0 9 L * *']) {
  let seen;
  try {
    seen = days(parseCronExpression(line).getNextDates(3, from));
  } catch {
    seen = 'refused';
  }
  console.log(line, '|', seen, '| croner', days(new Cron(line, { timezone: 'UTC', paused: true }).nextRuns(3, from)));
}
JS
seen=$(TZ=UTC node seen.mjs)
expected='0 9 * * 5L | Fri, 07 Aug Fri, 14 Aug Fri, 21 Aug | croner Fri, 28 Aug Fri, 25 Sep Fri, 30 Oct
0 9 * * 1#2 | Mon, 03 Aug Mon, 10 Aug Mon, 17 Aug | croner Mon, 10 Aug Mon, 14 Sep Mon, 12 Oct
0 9 15W * * | Sat, 15 Aug Tue, 15 Sep Thu, 15 Oct | croner Fri, 14 Aug Tue, 15 Sep Thu, 15 Oct
0 9 L * * | refused | croner Mon, 31 Aug Wed, 30 Sep Sat, 31 Oct'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
