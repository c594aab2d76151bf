#!/usr/bin/env bash
# dayjs-business-time 1.0.4 with dayjs 1.11.19 on Node 20. From Monday to Tuesday are two business days, and a day that
# is added `businessDaysDiff` days lands beyond the other: both ends count. The sign is the opposite of that of dayjs's
# own `diff`: the later day minus the earlier is negative. One would have guessed one day, and that `addBusinessDays`
# undoes it. Working limits of offers and first contacts come out a day long, and what is overdue as what is ahead.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts dayjs@1.11.19 dayjs-business-time@1.0.4
cat > seen.mjs <<'JS'
import dayjs from 'dayjs';
import businessTime from 'dayjs-business-time';
dayjs.extend(businessTime);
const [monday, tuesday] = [dayjs('2026-03-02'), dayjs('2026-03-03')];
const days = monday.businessDaysDiff(tuesday);
console.log('Monday to Tuesday:', days, 'days; Monday and as many:', monday.addBusinessDays(days).format('dddd'));
console.log('Tuesday minus Monday:', tuesday.diff(monday, 'day'), 'by diff,', tuesday.businessDaysDiff(monday), 'by businessDaysDiff');
JS
seen=$(node seen.mjs 2> /dev/null)
expected='Monday to Tuesday: 2 days; Monday and as many: Wednesday
Tuesday minus Monday: 1 by diff, -2 by businessDaysDiff'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
