/** Computes pay again from what is said of it in English alone, as whoever is paid can. */

const MONEY = '(?:≈ )?(−?€[\\d,.]+)';
/** Half a digit more than is said, and what a computer adds. */
const EXACT = 0.000_02;

const numberIn = (text = '') => Number(text.replace(/[€,%]/g, '').replace('−', '-').replace('≈ ', ''));
const taken = (line: string, pattern: string): string[] | undefined =>
  new RegExp(`^${pattern}$`).exec(line)?.slice(1);

function expectNear(said: number, computed: number, line: string, slack = EXACT): void {
  // What is said in percents to four digits is as exact as they are.
  const isNear = Math.abs(said - computed) <= slack + Math.abs(computed) * 0.000_02;
  if (!isNear) throw new Error(`"${line}" says ${said}, but it is ${computed}`);
}

/** What a block of lines about one component says and comes to; throws where one step does not follow. */
export function recomputed(block: readonly string[]): { readonly said: number; readonly computed: number } {
  const [head = '', ...rest] = block;
  const lines = rest.map((line) => line.replace(/^ *– /, ''));
  const said = numberIn(taken(head, `.*: ${MONEY}\\. Plan .*, version \\d+\\.`)?.[0]);
  const isByDeal = rest.some((line, i) => line.startsWith('  – ') && !rest[i - 1]?.endsWith('not met:'));
  let [value, done, isEarning] = [0, 0, false];
  const credits: number[] = [];
  for (const [i, line] of lines.entries()) {
    const credit =
      taken(line, `\\d+ \\w+ \\d+.*?: ${MONEY}(.*); .*`) ??
      taken(line, '\\d+ \\w+ \\d+.*?: (counts as [^;,]*)(.*); .*');
    if (credit || /^\d+ \w+ \d+.*: does not count any more;/.test(line)) {
      credits.push(numberIn(credit?.[0]?.replace('counts as ', '')));
      if (isByDeal) [done, value] = [done + value, 0];
    }
    const together =
      taken(line, `together: ${MONEY}`)?.[0] ?? taken(line, 'together: (?:≈ )?([\\d.,]+)')?.[0];
    if (together !== undefined) {
      const isNested = rest[i]?.startsWith('  ');
      if (isByDeal && !isNested) [value, done] = [done + value, 0];
      const sum = isEarning || isByDeal ? value : credits.reduce((a, b) => a + b, 0);
      expectNear(numberIn(together), sum, line, EXACT + credits.length * 0.000_05);
      if (isEarning || isByDeal) value = numberIn(together);
    }
    const tier = taken(line, `(?:from .* on: )?(.*) = ${MONEY}`);
    const amount = taken(line, `(?:from .* on: )?${MONEY}`)?.[0];
    if (tier) {
      const [how = '', earned] = tier;
      const [left = '', right = ''] = how.split(/% of the salary of |% of | × /);
      const share = how.includes('×') ? 1 : 0.01;
      expectNear(numberIn(earned), numberIn(left) * numberIn(right) * share, line);
      [value, isEarning] = [value + numberIn(earned), true];
    } else if (amount !== undefined) [value, isEarning] = [value + numberIn(amount), true];
    const weight = taken(line, `weight (.*)%: ${MONEY}`);
    if (weight) {
      expectNear(numberIn(weight[1]), (value * numberIn(weight[0])) / 100, line);
      value = numberIn(weight[1]);
    }
    const limit = taken(line, `at (?:least|most) ${MONEY}`)?.[0];
    if (limit !== undefined) {
      if (line.startsWith('at least') ? value > numberIn(limit) : value < numberIn(limit))
        throw new Error(`"${line}" does not bind ${value}`);
      value = numberIn(limit);
    }
    const rounding = taken(line, `rounded to ${MONEY}, .*: ${MONEY}`);
    if (rounding) {
      expectNear(numberIn(rounding[1]), value, line, numberIn(rounding[0]) / 2 + EXACT);
      value = numberIn(rounding[1]);
    }
    const before = taken(line, `less what the months before came to, ${MONEY}: ${MONEY}`);
    if (before) {
      expectNear(numberIn(before[1]), value - numberIn(before[0]), line);
      value = numberIn(before[1]);
    }
  }
  return { said, computed: done + value };
}
