import fc from 'fast-check';
import { type Blueprint, type BlueprintInput, type Condition, defineConveyor, fact } from 'sales-conveyor';
import { problemsOf } from './small-blueprint.ts';

type Json = { [key: string]: unknown };
/** Writable and loose, as an administrator's editor has it. */
type Draft = {
  [Key in keyof Blueprint]: Blueprint[Key] extends object ? Record<string, Json> : Blueprint[Key];
};

const kinds = [
  'renameState',
  'renameRole',
  'renameTransfer',
  'renameHold',
  'renameFact',
  'removeState',
  'removeRole',
  'removeTransfer',
  'removeHold',
  'removeFact',
  'addState',
  'addTransfer',
  'condition',
  'trigger',
  'responsible',
  'supporting',
  'cadence',
  'values',
  'factType',
  'handoff',
  'leaf',
] as const;

/** One change of a blueprint; what it does to which one depends on what is there. */
export const arbitraryEdit = () =>
  fc.record({
    kind: fc.constantFrom(...kinds),
    nth: fc.nat(99),
    other: fc.nat(99),
    days: fc.integer({ min: 1, max: 90 }),
  });
export type Edit = ReturnType<typeof arbitraryEdit> extends fc.Arbitrary<infer T> ? T : never;

/** The blueprint after the edits, one version on. An edit that would leave an invalid blueprint is left out. */
export function edited(input: BlueprintInput, edits: readonly Edit[]): Blueprint {
  let valid = defineConveyor(input).blueprint;
  for (const edit of edits) {
    const draft = structuredClone(valid) as unknown as Draft;
    apply(draft, edit);
    const changed = draft as unknown as BlueprintInput;
    if (problemsOf(changed).length === 0) valid = defineConveyor(changed).blueprint;
  }
  return defineConveyor({ ...valid, version: valid.version + 1 } as BlueprintInput).blueprint;
}

const pick = <T>(items: readonly T[], n: number): T | undefined => items[n % Math.max(1, items.length)];

function apply(draft: Draft, { kind, nth, other, days }: Edit): void {
  const state = pick(Object.keys(draft.states), nth) ?? '';
  const role = pick(Object.keys(draft.roles), nth) ?? '';
  const another = pick(Object.keys(draft.roles), other) ?? '';
  const id = pick(Object.keys(draft.transfers), nth) ?? '';
  const transfer = (draft.transfers[id] ?? {}) as Json;
  const own = pick(Object.keys(draft.facts), nth);
  const hold = pick(Object.keys(draft.holds), nth);
  switch (kind) {
    case 'renameState':
      rename(draft, 'states', state, fresh(draft.states, other));
      return;
    case 'renameRole':
      rename(draft, 'roles', role, fresh(draft.roles, other));
      return;
    case 'renameTransfer':
      rename(draft, 'transfers', id, fresh(draft.transfers, other));
      return;
    case 'renameHold':
      if (hold !== undefined) rename(draft, 'holds', hold, fresh(draft.holds, other));
      return;
    case 'renameFact':
      if (own !== undefined) rename(draft, 'facts', own, fresh(draft.facts, other));
      return;
    case 'removeState':
      removeState(draft, state, pick(Object.keys(draft.states), other) ?? '');
      return;
    case 'removeRole':
      if (role !== another) replaceNames(draft, 'roles', role, another);
      return;
    case 'removeTransfer':
      delete draft.transfers[id];
      return;
    case 'removeHold':
      if (hold !== undefined) delete draft.holds[hold];
      return;
    case 'removeFact':
      if (own !== undefined) delete draft.facts[own];
      return;
    case 'addState': {
      const name = fresh(draft.states, other);
      draft.states[name] = {
        label: label(name),
        responsible: role,
        supporting: [another],
        load: {},
        cadence: nth % 2 === 0,
        waiting: false,
        final: false,
      };
      draft.transfers[`to-${name}`] = {
        label: label(`to ${name}`),
        from: [state],
        to: name,
        trigger: { kind: 'person', by: [another] },
        priority: 60,
        needsWakeDate: false,
        releases: [],
      };
      draft.transfers[`from-${name}`] = {
        label: label(`from ${name}`),
        from: [name],
        to: 'closed',
        trigger: { kind: 'person', by: [role] },
        priority: 61,
        needsWakeDate: false,
        releases: [],
      };
      return;
    }
    case 'addTransfer':
      draft.transfers[fresh(draft.transfers, other)] = {
        label: label('new'),
        from: [state],
        to: pick(Object.keys(draft.states), other),
        trigger: { kind: 'time', at: 'state.since', plus: { days } },
        priority: 70 + nth,
        needsWakeDate: false,
        releases: [],
      };
      return;
    case 'condition':
      transfer.when = (nth % 3 === 0 ? { all: [] } : fact('orders.count').atLeast(other)) satisfies Condition;
      return;
    case 'trigger':
      transfer.trigger =
        nth % 2 ? { kind: 'person', by: [another] } : { kind: 'time', at: 'state.since', plus: { days } };
      return;
    case 'responsible':
      (draft.states[state] as Json).responsible = another;
      return;
    case 'supporting':
      (draft.states[state] as Json).supporting = nth % 2 ? [] : [another];
      return;
    case 'cadence':
      (draft.cadence as Json).overdue = {
        kind: 'fixed',
        after: nth % 2 ? { months: (days % 3) + 1 } : { days },
      };
      return;
    case 'values': {
      const declared = own === undefined ? undefined : (draft.facts[own] as Json);
      if (Array.isArray(declared?.values))
        declared.values = nth % 2 ? declared.values.slice(1) : [...declared.values, `v${nth}`];
      return;
    }
    case 'factType':
      if (own !== undefined) draft.facts[own] = { type: 'number', unit: 'days', label: label(own) };
      return;
    case 'handoff':
      if (nth % 2) delete transfer.handoff;
      else if (transfer.handoff) (transfer.handoff as Json).acceptWithin = { workingHours: days };
      return;
    case 'leaf':
      changeLeaf(draft, nth, other);
      return;
  }
}

const label = (name: string) => ({ en: name, ru: name });

function fresh(taken: Readonly<Record<string, unknown>>, n: number): string {
  let name = `new${n}`;
  while (Object.hasOwn(taken, name)) name += 'x';
  return name;
}

/** Declares it under the new name in its place, and uses that everywhere. */
function rename(
  draft: Draft,
  section: 'states' | 'roles' | 'transfers' | 'holds' | 'facts',
  from: string,
  to: string,
): void {
  const sections = draft as unknown as Record<string, Record<string, unknown>>;
  const entries = Object.entries(sections[section] ?? {}).map(([key, value]) => [
    key === from ? to : key,
    value,
  ]);
  sections[section] = Object.fromEntries(entries);
  if (section === 'states' || section === 'roles') replaceUses(draft, section, from, to);
}

function replaceNames(draft: Draft, section: 'states' | 'roles', from: string, to: string): void {
  delete (draft[section] as Record<string, unknown>)[from];
  replaceUses(draft, section, from, to);
}

function replaceUses(draft: Draft, section: 'states' | 'roles', from: string, to: string): void {
  const swap = (name: unknown) => (name === from ? to : name);
  const swapAll = (names: unknown) => [...new Set((names as unknown[]).map(swap))];
  for (const declared of Object.values(draft.facts)) {
    if (section === 'roles' && declared.suppliedBy) declared.suppliedBy = swapAll(declared.suppliedBy);
  }
  for (const state of Object.values(draft.states)) {
    if (section !== 'roles') continue;
    if ('responsible' in state) state.responsible = swap(state.responsible);
    state.supporting = swapAll(state.supporting).filter((role) => role !== state.responsible);
    state.load = Object.fromEntries(
      Object.entries(state.load as Json).map(([role, hours]) => [swap(role), hours]),
    );
  }
  for (const transfer of Object.values(draft.transfers)) {
    const handoff = transfer.handoff as Json | undefined;
    const trigger = transfer.trigger as Json;
    const onReturn = handoff?.onReturn as Json | undefined;
    if (section === 'roles') {
      transfer.releases = swapAll(transfer.releases);
      if (trigger.by) trigger.by = swapAll(trigger.by);
      if (handoff) Object.assign(handoff, { to: swap(handoff.to), escalateTo: swap(handoff.escalateTo) });
      continue;
    }
    transfer.from = swapAll(transfer.from);
    transfer.to = swap(transfer.to);
    if (onReturn) onReturn.to = swap(onReturn.to);
    for (const rejection of Object.values((handoff?.rejections ?? {}) as Record<string, Json>)) {
      if (rejection.to) rejection.to = swap(rejection.to);
    }
  }
  if (section !== 'states') return;
  const writable = draft as unknown as { entries: Json; mergedState: unknown };
  writable.entries = Object.fromEntries(
    Object.entries(writable.entries).map(([source, first]) => [source, swap(first)]),
  );
  writable.mergedState = swap(writable.mergedState);
}

/** What led there leads elsewhere; what led from there goes. */
function removeState(draft: Draft, state: string, instead: string): void {
  if (state === instead) return;
  for (const [id, transfer] of Object.entries(draft.transfers)) {
    const from = (transfer.from as string[]).filter((one) => one !== state);
    if (from.length === 0) delete draft.transfers[id];
    else transfer.from = from;
  }
  replaceNames(draft, 'states', state, instead);
}

/** Changes one value anywhere, whatever it is. */
function changeLeaf(draft: Draft, nth: number, other: number): void {
  const leaves: [Json, string][] = [];
  const collect = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, part] of Object.entries(value)) {
      if (typeof part === 'object' && part !== null) collect(part);
      else leaves.push([value as Json, key]);
    }
  };
  collect(draft);
  const [holder, key] = pick(leaves, nth * 100 + other) ?? [];
  if (!holder || key === undefined) return;
  const value = holder[key];
  if (typeof value === 'boolean') holder[key] = !value;
  else if (typeof value === 'number') holder[key] = value + 1;
  else if (typeof value === 'string') holder[key] = `${value}x`;
}
