#!/usr/bin/env bash
# xstate 5.33.3 on Node 20. A delayed transition (`after`) of 60 days happens after a millisecond: the delay goes to
# setTimeout, which takes 2^31-1 milliseconds (24.8 days) at most and makes 1 of anything longer. One would have guessed
# that the client becomes overdue in two months, or an error. Every deadline of a sales department is longer than 24.8
# days; they have to be stored and asked for, not slept through.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts xstate@5.33.3
cat > seen.mjs <<'JS'
import { createActor, createMachine } from 'xstate';
const days = 86_400_000;
for (const wait of [20 * days, 60 * days]) {
  const states = { regular: { after: { [wait]: 'overdue' } }, overdue: {} };
  const actor = createActor(createMachine({ initial: 'regular', states })).start();
  await new Promise((done) => setTimeout(done, 100));
  console.log(wait / days, 'days:', actor.getSnapshot().value);
  actor.stop();
}
JS
seen=$(node seen.mjs 2> /dev/null)
expected='20 days: regular
60 days: overdue'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
