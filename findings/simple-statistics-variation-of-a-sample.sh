#!/usr/bin/env bash
# simple-statistics 7.12.1. standardDeviation divides by n, coefficientOfVariation by n - 1: it is not the standard
# deviation of the same package over the mean of the same package. One would have guessed that it is. XYZ analysis puts
# a client into X, Y or Z by this very number: with four quarters the two differ by 15 percent, and a client of 0.233
# becomes one of 0.269, on the other side of the usual line at 0.25.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts simple-statistics@7.12.1
cat > seen.mjs <<'JS'
import { coefficientOfVariation, mean, standardDeviation } from 'simple-statistics';
const quarters = [70, 90, 120, 130];
console.log((standardDeviation(quarters) / mean(quarters)).toFixed(3), coefficientOfVariation(quarters).toFixed(3));
JS
seen=$(node seen.mjs 2> /dev/null)
expected='0.233 0.269'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
