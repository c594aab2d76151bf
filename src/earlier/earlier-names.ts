/** What actions, and the commands of the same names, were called in earlier releases. */
const actions = {
  assignHolder: 'assignRole',
  releaseHolder: 'releaseRole',
  applyRedistribution: 'reassign',
  undoRedistribution: 'restoreCustody',
  advanceTime: 'passTime',
};

/** What the fields of a plan's policy, and their values, were called in earlier releases. */
const ofPolicies = {
  movable: 'who',
  displaced: 'orphans',
  keepGroupsTogether: 'keepHoldingsTogether',
  accountGroup: 'holding',
};

/** What codes of causes were called in earlier releases. */
const ofCauses = { FOLLOWS_GROUP: 'FOLLOWS_HOLDING' };

const earlierNames = new Map(Object.entries({ ...actions, ...ofPolicies, ...ofCauses }));
const today = (earlier: object) =>
  new Map(Object.entries(earlier).map(([name, was]) => [was as string, name]));
const actionsToday = today(actions);
const codesToday = today(ofCauses);

/** What the action or command is called today. */
export const actionToday = (name: string): string => actionsToday.get(name) ?? name;

/** JSON with the codes of causes as they are called today. What people wrote is left as it is. */
export function parseByTodaysCodes(text: string): unknown {
  const isEarlier = Object.values(ofCauses).some((code) => text.includes(`"${code}"`));
  return JSON.parse(text, isEarlier ? byTodaysCode : undefined);
}

const byTodaysCode = (name: string, value: unknown): unknown =>
  name === 'move' || name === 'cause' ? (codesToday.get(value as string) ?? value) : value;

/** Plain JSON by the names of earlier releases: what they would have recorded of the same order. */
export function inEarlierNames(value: unknown): unknown {
  if (typeof value === 'string') return earlierNames.get(value) ?? value;
  if (Array.isArray(value)) return value.map(inEarlierNames);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [earlierNames.get(name) ?? name, inEarlierNames(part)]),
  );
}
