/** What somebody came to, and what was to be expected of them. */
export interface RankingEntry {
  readonly employeeId: string;
  readonly result: number;
  /** In the unit of the result; above 0. */
  readonly expected: number;
  /** How many things it rests on: clients, handoffs. What rests on few says little. */
  readonly observations: number;
  readonly because: readonly string[];
}

/** How results are compared. */
export interface RankingOptions {
  /** So many observations weigh as much as the team's mean does. Default 10. */
  readonly k?: number;
  /** The team's result for each expected; default what the entries come to together. */
  readonly mean?: number;
  /** `private`, the default: there is no list, and everybody sees their own. */
  readonly visibility?: 'private' | 'team';
  /** Who is on no list. */
  readonly optedOut?: readonly string[];
}

/** Somebody's own place beside the team's middle. */
export interface Standing {
  readonly employeeId: string;
  /** Result for each expected, drawn towards the team's mean: n / (n + k) of it is their own. */
  readonly score: number;
  /** The middle of all scores. */
  readonly benchmark: number;
  readonly because: readonly string[];
}

/** Results that can be compared. */
export interface Ranking {
  readonly mean: number;
  readonly benchmark: number;
  /** The best first, of equal ones by id; from the middle on, without whoever opted out. */
  readonly list: readonly Standing[];
  /** For each employee alone. */
  readonly own: Readonly<Record<string, Standing>>;
}

/**
 * Ranks results against what was to be expected. Each is drawn towards the team by empirical Bayes, so that
 * two of two do not beat forty of fifty.
 */
export function rank(entries: readonly RankingEntry[], options: Required<RankingOptions>): Ranking {
  const { k, mean, visibility, optedOut } = options;
  const scored = entries.map(({ employeeId, result, expected, observations: n, because }) => {
    const score = n === 0 ? mean : mean + (result / expected - mean) * (n / (n + k));
    return { employeeId, score, because };
  });
  const benchmark = middleOf(scored.map(({ score }) => score));
  const standings = scored
    .map((one): Standing => ({ ...one, benchmark }))
    .sort((a, b) => b.score - a.score || (a.employeeId < b.employeeId ? -1 : 1));
  const list = standings.filter(
    ({ employeeId, score }) => visibility === 'team' && score >= benchmark && !optedOut.includes(employeeId),
  );
  const own = Object.fromEntries(standings.map((one) => [one.employeeId, one]));
  return { mean, benchmark, list, own };
}

/** The team's result for each expected; 0 where nothing was expected. */
export function meanOf(entries: readonly RankingEntry[]): number {
  const sum = (key: 'result' | 'expected') => entries.reduce((total, entry) => total + entry[key], 0);
  return sum('expected') === 0 ? 0 : sum('result') / sum('expected');
}

function middleOf(scores: readonly number[]): number {
  const sorted = scores.toSorted((a, b) => a - b);
  const half = Math.floor((sorted.length - 1) / 2);
  const [low = 0, high = low] = [sorted[half], sorted[Math.ceil((sorted.length - 1) / 2)]];
  return (low + high) / 2;
}
