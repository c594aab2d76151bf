#!/usr/bin/env bash
# mingo 7.2.7 (the aggregations of MongoDB in memory) on Node 20. A value that equals a bound of `$bucket` is put into
# the bucket below: with bounds of 0, 100,000 and 250,000 a turnover of 100,000 is in the lowest. In MongoDB a bucket
# takes in its lower bound and not its upper one, which is what one would have guessed; an empty bucket is listed as
# well, which MongoDB leaves out. Grades of clients and steps of a commission are cut by round numbers, and who reaches
# exactly the quota is paid by the step below. Compare by $gte and $lt in `$switch`, or cut before.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts mingo@7.2.7
cat > seen.mjs <<'JS'
import { aggregate } from 'mingo';
const clients = [0, 99_999, 100_000, 100_001, 250_000].map((turnover) => ({ turnover }));
const boundaries = [0, 100_000, 250_000, 1_000_000];
const output = { turnovers: { $push: '$turnover' } };
for (const { _id, turnovers } of aggregate(clients, [{ $bucket: { groupBy: '$turnover', boundaries, output } }]))
  console.log(_id, turnovers.join());
JS
seen=$(TZ=UTC node seen.mjs)
expected='0 0,99999,100000
100000 100001,250000
250000 '
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
