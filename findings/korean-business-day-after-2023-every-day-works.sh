#!/usr/bin/env bash
# korean-business-day 2.1.0 beside @hyunbinseo/holidays-kr 5.2027.1 on Node 20. The holidays of the lunar calendar and
# those moved by decree are kept year by year, up to 2023; of later years only the fixed dates are known, and the rest
# are business days without a word: all three days of the New Year of 2026. No newer version was there in November
# 2026. The other package throws for a year that it does not have, and that is what one would have guessed. A limit of
# two business days over the New Year ends in the middle of it, and everybody is late: ask a calendar first whether it
# has the year.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts korean-business-day@2.1.0 @hyunbinseo/holidays-kr@5.2027.1
cat > seen.mjs <<'JS'
import { createRequire } from 'node:module';
import { getHolidayNames } from '@hyunbinseo/holidays-kr';
const { isHoliday, getNextKoreanBusinessDayYmd } = createRequire(import.meta.url)('korean-business-day');
for (const day of ['2023-01-23', '2026-02-16', '2026-02-17', '2026-02-18', '2026-05-05', '2028-01-27']) {
  const noon = new Date(`${day}T03:00:00Z`);
  let names;
  try {
    names = (await getHolidayNames(noon))?.join() ?? 'none';
  } catch ({ name }) {
    names = name;
  }
  console.log(day, '| korean-business-day', isHoliday(noon), '| holidays-kr', names);
}
console.log('two days after 2026-02-13:', getNextKoreanBusinessDayYmd(20260213, 2));
JS
seen=$(TZ=UTC node seen.mjs)
expected='2023-01-23 | korean-business-day true | holidays-kr 설날 다음 날
2026-02-16 | korean-business-day false | holidays-kr 설날 전날
2026-02-17 | korean-business-day false | holidays-kr 설날
2026-02-18 | korean-business-day false | holidays-kr 설날 다음 날
2026-05-05 | korean-business-day true | holidays-kr 어린이날
2028-01-27 | korean-business-day false | holidays-kr RangeError
two days after 2026-02-13: 20260217'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
