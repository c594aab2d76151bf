#!/usr/bin/env bash
# Intl of Node 20.20 (ICU 78.2) beside currency-codes 2.2.0, which lists ISO 4217. Amounts are kept in minor units, and
# ECMA-402 says that the digits of a currency are those of ISO 4217; for the forint, rupiah, Colombian peso, Pakistani
# rupee and Iraqi dinar Intl has none, ISO has 2, 2, 2, 2 and 3. One would have guessed that resolvedOptions() tells by
# what to divide. An order of 1,250.00 forints is then shown as 125,000. Take the minor units from a table of ISO 4217,
# and from Intl only how numbers are written.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts currency-codes@2.2.0
cat > seen.mjs <<'JS'
import codes from 'currency-codes';
const byIntl = (currency) => new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits;
for (const code of ['EUR', 'HUF', 'IDR', 'COP', 'PKR', 'IQD']) console.log(code, 'Intl', byIntl(code), 'ISO', codes.code(code).digits);
JS
seen=$(node seen.mjs 2> /dev/null)
expected='EUR Intl 2 ISO 2
HUF Intl 0 ISO 2
IDR Intl 0 ISO 2
COP Intl 0 ISO 2
PKR Intl 0 ISO 2
IQD Intl 0 ISO 3'
echo "$seen"
if [ "$seen" != "$expected" ]; then
  echo "no longer so; seen before: $expected"
  exit 1
fi
