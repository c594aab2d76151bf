#!/usr/bin/env bash
# luxon-business-days 3.0.1 with luxon 3.7.2 on Node 20. The working week and the holidays are set up on a DateTime, as
# `date.setupBusiness({ businessDays })`, and hold from then on for all of them, those that exist already included. Set
# up for a department in Berlin and then for one in Riyadh, Berlin works on Sundays and not on Fridays. The README
# tells of the instance. One would have guessed that it changes this one, or gives back another, as all of luxon does.
# Deadlines of one department move when the next one is set up: in a server of several countries give each its own
# process, or count by days of one's own.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts luxon-business-days@3.0.1 luxon@3.7.2
cat > seen.mjs <<'JS'
import business from 'luxon-business-days';
const { DateTime } = business;
const friday = (zone) => DateTime.fromISO('2026-03-06T10:00', { zone });
const next = (date) => date.plusBusiness({ days: 1 }).toFormat('cccc d LLLL');
const berlin = friday('Europe/Berlin');
berlin.setupBusiness({ businessDays: [1, 2, 3, 4, 5], holidayMatchers: [] });
console.log('Berlin', next(berlin), berlin.isBusinessDay());
const riyadh = friday('Asia/Riyadh');
riyadh.setupBusiness({ businessDays: [7, 1, 2, 3, 4], holidayMatchers: [] });
console.log('Berlin', next(berlin), berlin.isBusinessDay());
JS
seen=$(TZ=UTC node seen.mjs)
expected='Berlin Monday 9 March true
Berlin Sunday 8 March false'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
