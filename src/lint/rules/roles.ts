import { actions } from '../../blueprint/action.ts';
import { canUse, ofNoClient, scopes } from '../../blueprint/regulation/usable-rights.ts';
import type { LintFinding } from '../finding.ts';
import type { LintContext } from '../lint-context.ts';
import { escalatedToReceiver } from '../witness/handoffs.ts';
import { refusedToRole } from '../witness/refused.ts';

/**
 * Load that no norm speaks of, custody that nobody has, and roles that cannot do what they are told to. One
 * of these is to act on clients that it may not see.
 */
export function lintRoles(context: LintContext): LintFinding[] {
  return [
    ...loads(context),
    ...unread(context),
    ...context.transfers.flatMap(({ id }) => transferOf(id, context)),
  ];
}

function loads(context: LintContext): LintFinding[] {
  const { roles, states } = context.blueprint;
  const open = Object.entries(states).filter(([, { final }]) => !final);
  const unloaded = Object.keys(roles).filter((role) => open.every(([, { load }]) => !load[role]));
  const withoutLoad = unloaded.flatMap((role) => {
    const there = open.filter(
      ([, { responsible, supporting }]) => responsible === role || supporting.includes(role),
    );
    if (there.length === 0) return [];
    const names = { roles: [role], states: there.map(([id]) => id) };
    return [
      context.finding({ rule: 'role-without-load', severity: 'warning', path: ['roles', role], names }),
    ];
  });
  const others = open.flatMap(([id, { responsible, load }]) => {
    const isOthersOnly = Object.values(load).some((hours) => hours > 0) && responsible && !load[responsible];
    if (!isOthersOnly || unloaded.includes(responsible)) return [];
    const names = { states: [id], roles: [responsible] };
    return [
      context.finding({
        rule: 'load-of-others-only',
        severity: 'warning',
        path: ['states', id, 'load'],
        names,
      }),
    ];
  });
  const received = context.transfers.flatMap(({ id, to, handoff }) => {
    const state = states[to];
    if (!handoff || !state || state.final || state.responsible !== handoff.to) return [];
    const isSaid =
      state.load[handoff.to] || unloaded.includes(handoff.to) || Object.keys(state.load).length > 0;
    if (isSaid) return [];
    const names = { transfers: [id], states: [to], roles: [handoff.to] };
    const path = ['states', to, 'load'];
    return [context.finding({ rule: 'handoff-without-load', severity: 'warning', path, names })];
  });
  return [...withoutLoad, ...others, ...received];
}

/** Who may take clients out of a pool, or act on anybody's, and is shown none of them. */
function unread(context: LintContext): LintFinding[] {
  const { blueprint } = context;
  const open = Object.entries(blueprint.states).filter(([, { final }]) => !final);
  return Object.entries(blueprint.roles).flatMap(([role, { mayRead, may }]) => {
    if (!mayRead || may.any.includes('override')) return [];
    const dark = open.filter(([state]) =>
      context.implies(mayRead, { not: { fact: 'state', is: 'equals', value: state } }),
    );
    const takes = scopes.some((scope) => canUse(role, 'assignHolder', scope, blueprint));
    const acts = actions.some((action) => !ofNoClient.has(action) && canUse(role, action, 'any', blueprint));
    const isBlind = acts && dark.length === open.length;
    const blind = dark.filter(([, { responsible }]) => isBlind || (takes && responsible === role));
    if (blind.length === 0) return [];
    const names = { roles: [role], states: blind.map(([state]) => state) };
    const path = ['roles', role, 'mayRead'];
    return [context.finding({ rule: 'role-reads-nothing', severity: 'warning', path, names })];
  });
}

function transferOf(id: string, context: LintContext): LintFinding[] {
  const transfer = context.conveyor.rules.transfers[id];
  if (!transfer) return [];
  const { states } = context.conveyor.rules;
  const { any, own } = context.conveyor.rules.authority('transfer');
  const { trigger, from, to, handoff, releases, needsWakeDate } = transfer;
  const holds = (role: string, state: string) => states[state]?.roles.has(role) === true;
  const found: LintFinding[] = [];

  if (trigger.kind === 'person' && !trigger.by.some((role) => any.has(role))) {
    const beyond = from.filter((state) => !trigger.by.some((role) => own.has(role) && holds(role, state)));
    const [state] = beyond;
    if (state !== undefined) {
      found.push(
        context.finding({
          rule: 'transfer-out-of-reach',
          severity: beyond.length === from.length ? 'error' : 'warning',
          path: ['transfers', id, 'trigger', 'by'],
          names: { transfers: [id], states: beyond, roles: trigger.by },
          witness: refusedToRole(context.explorer, transfer, state),
        }),
      );
    }
  }
  if (handoff && handoff.escalateTo === handoff.to) {
    found.push(
      context.finding({
        rule: 'escalation-to-receiver',
        severity: 'warning',
        path: ['transfers', id, 'handoff', 'escalateTo'],
        names: { transfers: [id], roles: [handoff.to] },
        witness: escalatedToReceiver(context.explorer, transfer),
      }),
    );
  }
  for (const [i, role] of releases.entries()) {
    if (from.some((state) => holds(role, state))) continue;
    const names = { transfers: [id], roles: [role], states: from };
    const path = ['transfers', id, 'releases', i];
    found.push(context.finding({ rule: 'release-without-effect', severity: 'note', path, names }));
  }
  if (needsWakeDate && !handoff && !isWakeDateUsed(to, context)) {
    const names = { transfers: [id], states: [to] };
    const path = ['transfers', id, 'needsWakeDate'];
    found.push(context.finding({ rule: 'wake-date-unused', severity: 'note', path, names }));
  }
  return found;
}

/** A wake date belongs to the state that the transfer leads to, and is read by its exits only. */
function isWakeDateUsed(state: string, { conveyor }: LintContext): boolean {
  const exits = conveyor.rules.states[state]?.exits ?? [];
  return exits.some(
    ({ trigger, condition }) =>
      (trigger.kind === 'time' && trigger.at === 'state.wakeAt') ||
      condition?.facts.includes('state.wakeAt') === true,
  );
}
