import { invalidArgument } from '../../errors/invalid-argument.ts';
import { unknownName } from '../../errors/unknown-name.ts';
import type { Blueprint, BlueprintTransfer } from '../blueprint.ts';
import { destinations } from '../check/destinations.ts';

/** How much of a blueprint is drawn. */
export interface ShownPart {
  /**
   * Only what this role has to do with. That is its states and what happens there, whom it hands to and from
   * whom it receives.
   */
  readonly role?: string | undefined;
  /** `hidden` leaves out the transfers that only set records right. */
  readonly technical?: 'shown' | 'hidden' | undefined;
}

/** The blueprint with all else left out: to be drawn, not to be run. */
export function shownPart(blueprint: Blueprint, { role, technical = 'shown' }: ShownPart): Blueprint {
  const transfers = Object.entries(blueprint.transfers).filter(
    ([, transfer]) => technical === 'shown' || !transfer.technical,
  );
  if (role === undefined) return { ...blueprint, transfers: Object.fromEntries(transfers) };
  if (!Object.hasOwn(blueprint.roles, role)) {
    const problem = unknownName('role', role, Object.keys(blueprint.roles));
    throw invalidArgument('toSvg', [
      { path: 'options.role', ...problem, message: `must be a role: ${problem.message}` },
    ]);
  }
  const takesPart = (state: string) => {
    const { responsible, supporting = [] } = blueprint.states[state] ?? {};
    return responsible === role || supporting.includes(role);
  };
  const all = Object.keys(blueprint.states);
  const own = all.filter((state) => blueprint.states[state]?.responsible === role);
  const home = new Set(own.length > 0 ? own : all.filter(takesPart));
  const kept = transfers.flatMap(([id, transfer]): [string, BlueprintTransfer][] => {
    const from = home.size > 0 ? fromHere(transfer, role, home) : ofNobodyElse(transfer, role);
    return from.length > 0 ? [[id, { ...transfer, from }]] : [];
  });
  // A role that only decides on what others do sees all of it.
  if (home.size + kept.length === 0) return { ...blueprint, transfers: Object.fromEntries(transfers) };
  const seen = new Set([...home, ...kept.flatMap(([, transfer]) => touched(transfer))]);
  return {
    ...blueprint,
    transfers: Object.fromEntries(kept),
    states: Object.fromEntries(Object.entries(blueprint.states).filter(([id]) => seen.has(id))),
    entries: Object.fromEntries(Object.entries(blueprint.entries).filter(([, first]) => home.has(first))),
  };
}

/**
 * From where a role sees a transfer begin. Its own states; or anywhere, where it is handed to the role or
 * made by it.
 */
function fromHere(
  { from, trigger, handoff }: BlueprintTransfer,
  role: string,
  home: ReadonlySet<string>,
): string[] {
  if (handoff?.to === role) return from;
  const here = from.filter((state) => home.has(state));
  const isOthers = trigger.kind === 'person' && !trigger.by.includes(role);
  return isOthers ? [] : here;
}

/** What a role without states of its own is there for. */
const ofNobodyElse = ({ from, trigger }: BlueprintTransfer, role: string): string[] =>
  trigger.kind === 'person' && trigger.by.every((one) => one === role) ? from : [];

const touched = (transfer: BlueprintTransfer): string[] => [...transfer.from, ...destinations(transfer)];
