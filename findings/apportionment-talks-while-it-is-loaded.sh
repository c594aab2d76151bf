#!/usr/bin/env bash
# apportionment 2.0.3 on Node 20. To import it prints "huh" and 18 lines of an example's figures to stdout, before
# anything is called. One would have guessed that a library of apportionment methods (largest remainder, Webster) says
# nothing. A script that splits a commission in kopecks and prints JSON for the next program prints something that is
# no JSON.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts apportionment@2.0.3
cat > seen.mjs <<'JS'
import 'apportionment';
JS
seen=$(node seen.mjs | { read -r first; echo "$first"; echo "$(($(wc -l) + 1)) lines"; } 2> /dev/null)
expected='huh {
19 lines'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
