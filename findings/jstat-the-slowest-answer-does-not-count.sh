#!/usr/bin/env bash
# jstat 1.9.6 on Node 20. `percentile` puts a value between two of the list in proportion, save between the last two:
# there it takes the lower one. The 90th, 95th and 99th percentile of five answers of 1, 2, 3, 4 and 500 minutes are
# all 4, and the 100th is 500; spreadsheets and NumPy, whose rule it is elsewhere, say 301.6, 400.8 and 480.16.
# `quartiles` has 5 in the middle of 1 to 10, where `median` of the same package has 5.5. One would have guessed one
# rule over the whole list. Service levels are promised by just these percentiles, for a week of few clients: the
# slowest answer, about which the client complained, is not seen.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts jstat@1.9.6
cat > seen.mjs <<'JS'
import jstat from 'jstat';
const { jStat } = jstat;
const minutes = [1, 2, 3, 4, 500];
for (const k of [0.5, 0.6, 0.75, 0.76, 0.9, 0.95, 0.99, 1]) console.log(k, jStat.percentile(minutes, k));
const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
console.log('quartiles', jStat.quartiles(ten).join(), 'median', jStat.median(ten));
JS
seen=$(TZ=UTC node seen.mjs)
expected='0.5 3
0.6 3.4
0.75 4
0.76 4
0.9 4
0.95 4
0.99 4
1 500
quartiles 3,5,8 median 5.5'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
