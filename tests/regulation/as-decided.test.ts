import {
  type Action,
  type Actor,
  actions,
  type BlueprintInput,
  type Client,
  type Command,
  defineConveyor,
  type Instant,
  type Label,
  labelIn,
  type RefusalReason,
} from 'sales-conveyor';
import { describeBlueprint } from 'sales-conveyor/blueprints';
import { en } from 'sales-conveyor/locales/en';
import { consultative, mixed, project, transactional } from 'sales-conveyor/presets';
import { describe, expect, test } from 'vitest';
import { limitEnds, type TimeLimit } from '../../src/blueprint/time-limit.ts';
import { dueAt, nextDeadline } from '../../src/client/deadlines.ts';
import type { AcceptedHandoff } from '../../src/handoff/handoff.ts';
import { planPolicySchema } from '../../src/redistribution/plan/plan-policy.ts';
import { protection } from '../../src/redistribution/plan/protection.ts';
import { type Duration, subtractDuration } from '../../src/time/duration.ts';
import { smallBlueprint } from '../blueprint/small-blueprint.ts';

// What a head of sales signs is what `decide` does: everything that the printed regulation says of rights, holds,
// limits and caps is tried on the engine, and everything that the engine applies is looked for in print.

const start: Instant = '2026-01-05T09:00:00.000Z';
const clientId = 'client';
/** Away from the staff, so that nothing but the right itself is asked for. */
const somebody = (...roles: string[]): Actor => ({
  id: roles[0] && programs.has(roles[0]) ? roles[0] : 'x',
  roles,
});
/** A program acts in its own name. */
const programs = new Set(['import', 'erp', 'crm']);
const money = (amount: number) => ({ amount, currency: 'EUR' });

/** What each action is tried with, where nothing else need be said. */
const tries: { readonly [Type in Action]?: object } = {
  recordContact: { channel: 'phone', twoWay: true },
  recordPerson: { personId: 'ada', name: 'Ada', part: 'influencer', reachable: true },
  recordWindow: { windowId: 'w', category: 'tea', decidesAt: start },
  resolveWindow: { windowId: 'w', outcome: 'won' },
  recordOrder: { order: { id: 'o', placedAt: start } },
  shipOrder: { orderId: 'o' },
  payOrder: { orderId: 'o' },
  cancelOrder: { orderId: 'o' },
  returnOrder: { orderId: 'o' },
  acceptHandoff: {},
  rejectHandoff: { reason: 'none' },
  withdrawHandoff: {},
  returnClient: { reason: 'none' },
  mergeDuplicate: { duplicateId: 'other' },
  unmergeDuplicate: { duplicateId: 'other' },
  correctRecord: { eventId: 'none', reason: 'a mistake' },
  override: { to: 'closed', reason: 'agreed' },
  register: { source: 'lead' },
  onboard: { source: 'lead', state: 'lead', registeredAt: start, knownAt: start },
  applyRedistribution: {
    planId: 'p',
    role: 'clientManager',
    from: null,
    to: 'y',
    cause: { code: 'released' },
  },
  undoRedistribution: {
    planId: 'p',
    role: 'clientManager',
    from: 'x',
    cause: { code: 'released' },
    custody: { employeeId: 'y', since: start },
  },
};

/** Days, months or working hours, as they are printed. */
function spanIn(text: string): TimeLimit {
  const [, count = '', working, unit = ''] = /(\d+) (working )?(hour|day|month|year)s?/.exec(text) ?? [];
  return working ? { workingHours: Number(count) } : { [`${unit}s`]: Number(count) };
}

describe.each(Object.entries({ mixed, transactional, consultative, project }))(
  'the printed regulation of the %s preset',
  (_, preset) => {
    const conveyor = defineConveyor(preset() as BlueprintInput);
    const { blueprint, rules } = conveyor;
    const { roles, services, states, transfers, holds, facts } = blueprint;
    /** The same without conditions on what people start: these are printed by themselves, and tried elsewhere. */
    const open = defineConveyor({
      ...blueprint,
      transfers: Object.fromEntries(
        Object.entries(transfers).map(([id, { when, ...rest }]) => [
          id,
          rest.trigger.kind === 'person' ? rest : { ...rest, when },
        ]),
      ),
    } as BlueprintInput);
    const system = describeBlueprint(blueprint, { dictionary: en, part: 'system' });
    const people = describeBlueprint(blueprint, { dictionary: en, part: 'people' });

    const name = (thing: { readonly label: Label } | undefined) => (thing ? labelIn(thing.label, 'en') : '');
    const quote = (thing: { readonly label: Label } | undefined) => `“${name(thing)}”`;
    const everybody = { ...roles, ...services };
    const idOf = Object.fromEntries(Object.entries(everybody).map(([id, one]) => [name(one), id]));
    const named = (list: string) =>
      (list === '—' ? [] : list.split(/, |; /).map((one) => idOf[one] ?? one)).sort();
    const section = (text: string, title: string) =>
      text.split('\n## ').find((part) => part.split('\n')[0]?.endsWith(title)) ?? '';
    const linesOf = (text: string) => text.split('\n');
    const under = (text: string, title: string) =>
      linesOf(
        text.split('\n### ').find((part) => linesOf(part)[0]?.toLowerCase().endsWith(title.toLowerCase())) ??
          '',
      );
    const rowsOf = (text: string) =>
      linesOf(text)
        .filter((line) => line.startsWith('| '))
        .map((line) => line.slice(2, -2).split(' | '));

    const registered = conveyor.decide(
      undefined,
      { type: 'register', clientId, source: 'lead' },
      { now: start, by: somebody('headOfSales') },
    );
    if (!registered.ok) throw new Error('not registered');
    const blank: Client = { ...registered.client, source: 'existing' };
    /** A client in a state, held in one role by somebody or in its pool. */
    const clientIn = (state: string, role?: string, employeeId = 'x'): Client => {
      const pool = states[state]?.responsible;
      const { pool: _, ...rest } = blank;
      return {
        ...rest,
        state,
        stateSince: start,
        ...(pool && pool !== role && { pool: { name: pool, cause: { code: 'registered' }, since: start } }),
        custody: role ? { [role]: { employeeId, since: start } } : {},
      };
    };
    const decide = (client: Client, type: string, fields: object, by: Actor, now = start, more = {}) =>
      open.decide(client, { type, clientId, ...fields } as Command, { now, by, history: [], ...more });
    const reasonsOf = (...given: Parameters<typeof decide>): readonly RefusalReason[] => {
      const outcome = decide(...given);
      return outcome.ok ? [] : outcome.refusal.reasons;
    };
    const isAllowed = (...given: Parameters<typeof decide>) =>
      !reasonsOf(...given).some(
        (reason) =>
          reason.code === 'NOT_AUTHORIZED' ||
          reason.code === 'WRONG_ROLE' ||
          (reason.code === 'INVALID_VALUE' &&
            typeof reason.problem !== 'string' &&
            reason.problem.code === 'SAID_BY'),
      );
    const partsOf = (role: string) =>
      Object.keys(states).filter(
        (id) => states[id]?.responsible === role || states[id]?.supporting.includes(role),
      );
    const handed = Object.entries(transfers).flatMap(([id, transfer]) =>
      transfer.handoff ? [{ id, transfer, handoff: transfer.handoff, from: transfer.from[0] as string }] : [],
    );
    const offered = (client: Client, id: string, to: string, from: string): Client => ({
      ...client,
      handoff: {
        transfer: id,
        from: { role: from, employeeId: client.custody[from]?.employeeId ?? 'y' },
        to: { role: to },
        offeredAt: start,
        expiresAt: '2026-02-05T09:00:00.000Z',
      },
    });

    /** Whether somebody of the role may do it with some client that they hold, or with some that they do not. */
    function mayDo(action: Action, role: string, isOwn: boolean): boolean {
      const by = somebody(role);
      // Where it lies with the state, as with transfers, all are tried.
      const all = isOwn ? partsOf(role) : Object.keys(states);
      const held = (action === 'transfer' ? all : all.slice(0, 1)).map((state) =>
        clientIn(state, isOwn ? role : undefined),
      );
      switch (action) {
        case 'transfer':
          return held.some((client) =>
            Object.keys(transfers).some(
              (id) =>
                transfers[id]?.trigger.kind === 'person' &&
                transfers[id].from.includes(client.state) &&
                isAllowed(client, action, { transfer: id }, by),
            ),
          );
        case 'learnFacts':
          return held.some((client) =>
            Object.keys(facts).some((fact) => isAllowed(client, action, { facts: { [fact]: null } }, by)),
          );
        case 'placeHold':
        case 'releaseHold':
          return held.some((client) =>
            Object.keys(holds).some((hold) => isAllowed(client, action, { hold, reason: 'r' }, by)),
          );
        case 'assignHolder':
          return isOwn
            ? Object.keys(states).some(
                (state) =>
                  states[state]?.responsible === role &&
                  isAllowed(clientIn(state), action, { role, employeeId: 'x' }, by),
              )
            : held.some((client) =>
                isAllowed(client, action, { role: client.pool?.name ?? role, employeeId: 'y' }, by),
              );
        case 'releaseHolder':
        case 'setDeputy':
          return held.some((client) =>
            isAllowed(client, action, { role: isOwn ? role : 'nobody', employeeId: 'y', reason: 'r' }, by),
          );
        case 'acceptHandoff':
        case 'rejectHandoff':
          // What is offered to somebody else is nobody's own.
          return handed.some(({ id, handoff, from }) => {
            const { responsible = '' } = states[from] ?? {};
            const client = offered(
              clientIn(from, responsible, 'y'),
              id,
              isOwn ? handoff.to : 'nobody',
              responsible,
            );
            return isAllowed(client, action, tries[action] ?? {}, by);
          });
        case 'withdrawHandoff':
          return handed.some(({ id, handoff, from }) => {
            const { responsible = '' } = states[from] ?? {};
            return isAllowed(
              offered(
                clientIn(from, responsible, isOwn && responsible === role ? 'x' : 'y'),
                id,
                handoff.to,
                responsible,
              ),
              action,
              {},
              by,
            );
          });
        case 'returnClient':
          return handed.some(({ id, transfer, handoff, from }) => {
            if (isOwn && (handoff.to !== role || !handoff.onReturn)) return false;
            const client = clientIn(transfer.to, handoff.to, isOwn ? 'x' : 'y');
            const accepted = {
              transfer: id,
              from: { role: states[from]?.responsible ?? '' },
              to: { role: handoff.to, employeeId: isOwn ? 'x' : 'y' },
              acceptedAt: start,
            };
            return isAllowed(
              { ...client, handoffs: { ...client.handoffs, received: { [handoff.to]: accepted } } },
              action,
              { reason: 'r' },
              by,
            );
          });
        case 'register':
        case 'onboard':
          return (
            !isOwn &&
            !reasonsOf(undefined as never, action, tries[action] ?? {}, by).some(
              ({ code }) => code === 'NOT_AUTHORIZED',
            )
          );
        case 'manageEmployees':
        case 'planRedistribution':
        case 'approveRedistribution':
        case 'changeRules':
        case 'erasePersonalData':
          return !isOwn && rules.authority(action).any.has(role);
        default:
          return held.some((client) => isAllowed(client, action, tries[action] ?? {}, by));
      }
    }

    test('grants in its table of rights what the engine grants, to nobody more and nobody less', () => {
      const rows = rowsOf(section(system, 'Who may do what'));
      const rowOf = (label: string) =>
        rows.find(([first]) => first?.toLowerCase() === label.toLowerCase()) ?? [];
      for (const action of actions) {
        const [, own = '—', any = '—'] = rowOf(en.things.actions[action]);
        const claims = action === 'assignHolder' ? rowOf(en.regulation.authority.claim)[1] : undefined;
        const all = Object.keys(everybody).filter((role) => mayDo(action, role, false));
        expect([action, ...named(any)]).toEqual([action, ...all.sort()]);
        const ofOwn = Object.keys(roles).filter((role) => mayDo(action, role, true));
        const printed = new Set([...named(claims ?? own), ...named(any).filter((id) => id in roles)]);
        // Who may with any client may with their own: with some they hold, or that wait in their pool.
        const expected = new Set([...ofOwn, ...all.filter((id) => id in roles)]);
        expect([action, ...[...printed].sort()]).toEqual([action, ...[...expected].sort()]);
      }
    });

    test('names for every way out of every state those who can take it there', () => {
      for (const [state, { label }] of Object.entries(states)) {
        const lines = under(section(system, 'States of a client'), quote({ label }));
        for (const [id, { from, trigger, label: way }] of Object.entries(transfers)) {
          if (trigger.kind !== 'person' || !from.includes(state)) continue;
          const line = lines.find((one) => one.startsWith(`  - ${quote({ label: way })} to`)) ?? '';
          const printed = named(/made by: ([^;)]*)/.exec(line)?.[1] ?? '');
          const able = Object.keys(roles).filter((role) => {
            const custody = partsOf(role).includes(state) ? role : undefined;
            return isAllowed(clientIn(state, custody), 'transfer', { transfer: id }, somebody(role));
          });
          expect([state, id, ...printed]).toEqual([state, id, ...able.sort()]);
        }
      }
    });

    test('lets nobody supply a fact but those whom it names', () => {
      const rows = rowsOf(section(system, 'Facts about the client'));
      for (const [fact, declared] of Object.entries(facts)) {
        const [, , who = ''] =
          rows.find(([first]) => first?.toLowerCase() === name(declared).toLowerCase()) ?? [];
        const able = Object.keys(roles).filter((role) =>
          [
            ...partsOf(role)
              .slice(0, 1)
              .map((state) => clientIn(state, role)),
            clientIn('closed'),
          ].some((client) => isAllowed(client, 'learnFacts', { facts: { [fact]: null } }, somebody(role))),
        );
        if (who === 'nobody in particular') expect(able.length).toBeGreaterThan(1);
        // Whoever may pass every condition may say everything.
        else expect([...new Set([...named(who), 'headOfSales'])].sort()).toEqual(able.sort());
      }
    });

    test('says of every hold what it stops, who places it and who lifts it', () => {
      const texts = [section(system, 'Holds'), section(people, 'other holds')];
      for (const [hold, rule] of Object.entries(holds)) {
        const able = (action: Action, role: string, isOwn: boolean) => {
          const state = isOwn ? partsOf(role)[0] : Object.keys(states)[0];
          const client = clientIn(state ?? '', isOwn ? role : undefined);
          return state !== undefined && isAllowed(client, action, { hold, reason: 'r' }, somebody(role));
        };
        const hands = (action: Action) => {
          const any = Object.keys(everybody).filter((role) => able(action, role, false));
          const own = Object.keys(roles).filter((role) => !any.includes(role) && able(action, role, true));
          return [any.sort(), own.sort()];
        };
        const may = hands('placeHold');
        expect(hands('releaseHold')).toEqual(may);
        for (const text of texts) {
          const others = /The others are placed and lifted by: (.*)\./.exec(text)?.[1] ?? '';
          const line = linesOf(text).find((one) => one.startsWith(`- ${quote(rule)} — `)) ?? '';
          const given = /placed and lifted only by: ([^.]*)/.exec(line)?.[1] ?? others;
          const [any = '—', own = '—'] = given.split('; on clients of their own: ');
          expect([hold, named(any), named(own)]).toEqual([hold, ...may]);

          const placed = decide(
            clientIn(handed[0]?.from as string),
            'placeHold',
            { hold, reason: 'r' },
            somebody('headOfSales'),
          );
          if (!placed.ok) throw new Error(hold);
          const { client } = placed;
          const isStopped = (...given: [string, object]) =>
            reasonsOf(client, ...given, somebody('headOfSales')).some(
              ({ code }) => code === 'BLOCKED_BY_HOLD',
            );
          const stops = {
            recordOrder: isStopped('recordOrder', tries.recordOrder ?? {}),
            shipOrder: isStopped('shipOrder', { orderId: 'o' }),
          };
          for (const [action, is] of Object.entries(stops))
            expect([hold, action, line.includes(en.things.actions[action as Action])]).toEqual([
              hold,
              action,
              is,
            ]);
          expect(line.includes('no transfers and no handoffs by hand')).toBe(
            isStopped('transfer', { transfer: handed[0]?.id }),
          );
          expect(line.includes('clock stands still')).toBe(client.holds[hold]?.stopsClock);
          const kept = protection(planPolicySchema.parse({}), 'clientManager', rules)(client, start);
          expect(line.includes('no plan moves the client')).toBe(kept !== undefined);
          const review = client.holds[hold]?.reviewAt;
          const [, after = '', before = ''] = /after ([^;]*) it goes before: ([^;,.]*)/.exec(line) ?? [];
          expect(after ? limitEnds(start, spanIn(after), rules) : undefined).toBe(review);
          expect(before ? idOf[before] : undefined).toBe(rule.review?.by);
          expect(text).toContain('Whoever places a hold gives a reason.');
        }
      }
    });

    test('says when an order holds itself, where there is a credit limit', () => {
      const limit = blueprint.creditLimit;
      for (const text of [system, people])
        expect(text.includes('what is unpaid above')).toBe(limit !== undefined);
      if (!limit) return;
      const said = `above ${quote(facts[limit.fact])} places ${quote(holds[limit.hold])}`;
      for (const text of [system, people]) expect(text).toContain(said);
      const state = Object.keys(states).find((id) => states[id]?.cadence) as string;
      const limited = decide(
        clientIn(state),
        'learnFacts',
        { facts: { [limit.fact]: money(1000) } },
        somebody('headOfSales'),
      );
      if (!limited.ok) throw new Error('not limited');
      const later = '2026-01-05T10:00:00.000Z';
      const order = { id: 'o', placedAt: later, total: money(1500) };
      const above = decide(limited.client, 'recordOrder', { order }, somebody('headOfSales'), later);
      expect(above.ok && Object.keys(above.client.holds)).toEqual([limit.hold]);
      const paid =
        above.ok && decide(above.client, 'payOrder', { orderId: 'o' }, somebody('headOfSales'), later);
      expect(paid && 'client' in paid ? paid.client.holds : paid).toEqual({});
    });

    test.each(handed.map((one) => [one.id, one] as const))(
      'gives the limits of %s in numbers that the engine keeps',
      (id, { transfer, handoff, from }) => {
        const head = somebody('headOfSales');
        const receiver: Actor = { id: 'z', roles: [handoff.to] };
        const sender = states[from]?.responsible ?? '';
        const [reason] = Object.keys(transfer.reasons ?? {});
        const made = decide(clientIn(from, sender, 'y'), 'transfer', { transfer: id, reason }, head);
        if (!made.ok) throw new Error(JSON.stringify(made.refusal));
        const { client } = made;
        const lines = under(section(people, 'Handing a client over'), quote(transfer)).join('\n');
        const inAppendix = under(section(system, 'Transfers and handoffs'), quote(transfer)).join('\n');
        const forAll = section(people, 'Handing a client over').split('\n### ')[0] ?? '';
        const ends = (text: string, mark: RegExp, since = start) => {
          const found = mark.exec(text)?.[1];
          return found === undefined ? undefined : limitEnds(since, spanIn(found), rules);
        };
        const due = client.handoff?.expiresAt ?? '';
        expect(ends(lines, /Answer:\*\* within (.*)\./)).toBe(due);
        expect(ends(inAppendix, /Time to answer: (.*)\./)).toBe(due);

        const late = decide(client, 'advanceTime', {}, somebody(), due);
        const escalated = late.ok ? late.client.handoff?.escalated : undefined;
        const decider = Object.keys(roles).find((role) => role === escalated?.to);
        const withWords = forAll.includes('Decided by: ') ? forAll : lines;
        expect(withWords).toContain(`Decided by: ${name(roles[decider ?? ''])}, within `);
        expect(inAppendix).toContain(`No answer in time: ${name(roles[decider ?? ''])} decides`);
        expect(ends(withWords, /Decided by: [^,]*, within ([^;]*);/, due)).toBe(escalated?.decideBy);
        expect(ends(inAppendix, /Time to decide for [^:]*: ([^;]*);/, due)).toBe(escalated?.decideBy);
        const lapsed = late.ok
          ? decide(late.client, 'advanceTime', {}, somebody(), escalated?.decideBy)
          : late;
        expect(lapsed.ok && lapsed.client).toMatchObject({
          state: from,
          custody: { [sender]: { employeeId: 'y' } },
        });
        expect(lapsed.ok && lapsed.client.handoff).toBeUndefined();

        const taken = decide(client, 'acceptHandoff', {}, receiver);
        const received = taken.ok ? taken.client.handoffs.received[handoff.to] : undefined;
        expect(received?.acceptedAt).toBe(start);
        expect(ends(lines, /First contact:\*\* within (.*) after/)).toBe(received?.firstContactBy);
        expect(ends(inAppendix, /First two-way contact .* within (.*) after/)).toBe(received?.firstContactBy);
        expect(ends(lines, /The deal:\*\* (.*), then/)).toBe(received?.endsAt);
        expect(ends(inAppendix, /custody ends (.*) after acceptance/)).toBe(received?.endsAt);

        for (const [code, { label, to, fixable }] of Object.entries(handoff.rejections)) {
          const line = linesOf(lines).find((one) => one.includes(quote({ label }))) ?? '';
          const rejected = decide(client, 'rejectHandoff', { reason: code }, receiver);
          expect(rejected.ok && rejected.client.state).toBe(to ?? from);
          expect(line).toContain(to ? `state ${quote(states[to])}` : fixable ? 'for rework' : 'for good');
          if (!rejected.ok || to) continue;
          const counts =
            ends(forAll.includes('second one within') ? forAll : lines, /second one within (.*) of/) ?? '';
          expect(ends(inAppendix, /within (.*) of the first/)).toBe(counts);
          expect(rejected.client.handoffs.rejectedUntil?.[id]).toBe(counts);
          const anew = decide(rejected.client, 'transfer', { transfer: id, reason }, head);
          if (!anew.ok) throw new Error(JSON.stringify(anew.refusal));
          const second = decide(anew.client, 'rejectHandoff', { reason: code }, receiver);
          expect(second.ok && second.client.handoff?.escalated?.to).toBe(decider);
        }

        const back = linesOf(lines).find((one) => one.startsWith('- **Giving an accepted client back')) ?? '';
        expect(back !== '').toBe(handoff.onReturn !== undefined);
        if (!taken.ok || !handoff.onReturn) return;
        const within = spanIn(/within (.*):\*\*/.exec(back)?.[1] ?? '') as Duration;
        const since = subtractDuration(start, within, blueprint.timeZone);
        const { received: all } = taken.client.handoffs;
        const acceptedThen = { [handoff.to]: { ...(received as AcceptedHandoff), acceptedAt: since } };
        const acceptedLongAgo = {
          ...taken.client,
          handoffs: { ...taken.client.handoffs, received: { ...all, ...acceptedThen } },
        };
        const codes = (reason: string, now: Instant) =>
          reasonsOf(acceptedLongAgo, 'returnClient', { reason }, receiver, now).map(({ code }) => code);
        for (const [code, { label }] of Object.entries(handoff.onReturn.reasons)) {
          expect(back).toContain(quote({ label }));
          expect(codes(code, start)).toEqual([]);
          expect(codes(code, '2026-01-05T09:00:00.001Z')).toEqual(['RETURN_TOO_LATE']);
        }
        expect(codes('because', start)).toEqual(['REASON_NEEDED']);
      },
    );

    test('caps what somebody takes out of a pool where it says so, and nobody else', () => {
      for (const [role, { label }] of Object.entries(roles)) {
        const pooled = Object.keys(states).find((state) => states[state]?.responsible === role);
        for (const text of [section(people, 'Who looks after the client'), section(system, 'Roles')]) {
          const line = under(text, labelIn(label, 'en')).find((one) =>
            one.includes('Takes clients out of its pool'),
          );
          const claim = (held: number) =>
            pooled
              ? reasonsOf(
                  clientIn(pooled),
                  'assignHolder',
                  { role, employeeId: 'x' },
                  somebody(role),
                  start,
                  { held },
                ).map(({ code }) => code)
              : ['NO_POOL'];
          expect([role, line !== undefined]).toEqual([role, claim(0).length === 0 && role !== 'headOfSales']);
          const cap = Number(/fewer than (\d+)/.exec(line ?? '')?.[1] ?? Number.NaN);
          if (!line) continue;
          expect(line.includes('without a limit')).toBe(Number.isNaN(cap));
          if (Number.isNaN(cap)) expect(claim(1_000_000)).toEqual([]);
          else expect([claim(cap - 1), claim(cap)]).toEqual([[], ['CLAIMS_FULL']]);
        }
      }
    });

    test('lists the reasons for letting a client go, and for every transfer, that the engine takes', () => {
      const known = blueprint.releaseReasons ?? {};
      for (const text of [people, system]) {
        const [, own = '', list = ''] = /let go by: ([^.]*)\. Reasons: ([^.]*)\./.exec(text) ?? [];
        expect(list).toBe(Object.values(known).map(quote).join(', '));
        for (const role of named(own)) {
          const state = partsOf(role)[0] as string;
          const letGo = (reason: string) =>
            reasonsOf(clientIn(state, role), 'releaseHolder', { role, reason }, somebody(role)).map(
              ({ code }) => code,
            );
          for (const reason of Object.keys(known)) expect(letGo(reason)).toEqual([]);
          expect(letGo('I am tired of it')).toEqual(['REASON_NEEDED']);
        }
        const [, any = ''] = /taken off its holder by: ([^,]*(?:, [^,]*)*?), for a reason/.exec(text) ?? [];
        const role = Object.keys(roles)[0] as string;
        const state = partsOf(role)[0] as string;
        for (const one of named(any))
          expect(
            reasonsOf(
              clientIn(state, role, 'y'),
              'releaseHolder',
              { role, reason: 'illness' },
              somebody(one),
            ),
          ).toEqual([]);
      }
      for (const [id, transfer] of Object.entries(transfers)) {
        if (transfer.trigger.kind !== 'person') continue;
        const [, list] =
          /A reason must be given, one of:\*\* (.*)\./.exec(
            under(section(system, 'Transfers and handoffs'), quote(transfer)).join('\n'),
          ) ?? [];
        const from = transfer.from[0] as string;
        const wakeAt = '2026-03-01T09:00:00.000Z';
        const go = (reason?: string) =>
          reasonsOf(
            clientIn(from),
            'transfer',
            { transfer: id, reason, ...(transfer.needsWakeDate && { wakeAt }) },
            somebody('headOfSales'),
          ).map(({ code }) => code);
        expect(go()).toEqual(list ? ['REASON_NEEDED'] : []);
        expect(list ?? '').toBe(
          Object.values(transfer.reasons ?? {})
            .map(quote)
            .join(', '),
        );
        for (const reason of Object.keys(transfer.reasons ?? {})) expect(go(reason)).toEqual([]);
      }
    });

    test('moves clients by time when it says so, under the condition that it says, into the pool that it says', () => {
      const windowAt = '2027-06-01T09:00:00.000Z';
      const rows = rowsOf(section(people, 'happens by itself'));
      for (const [id, transfer] of Object.entries(transfers)) {
        const { trigger, from, to, releases } = transfer;
        if (trigger.kind !== 'time') continue;
        const [, limit = '', then = ''] = rows.find(([, , what]) => what?.startsWith(quote(transfer))) ?? [];
        const state = from[0] as string;
        const timer = rules.states[state]?.byTime.find((one) => one.transfer.id === id);
        if (!timer) throw new Error(id);
        const role = states[state]?.responsible;
        const window = {
          category: 'tea',
          at: windowAt,
          first: windowAt,
          round: 0,
          reportedAt: start,
          status: 'expected',
          won: 0,
          missed: 0,
        } as const;
        const hasWindow = trigger.at === 'windows.preparationAt';
        const client: Client = {
          ...clientIn(state, role),
          wakeAt: start,
          ...(hasWindow && { windows: { w: window } }),
        };
        const due = dueAt(client, timer, rules);
        if (trigger.at.startsWith('cadence.')) continue;
        if (hasWindow) expect(limitEnds(due ?? '', spanIn(limit), rules)).toBe(windowAt);
        // Silence is counted in whole days, the last one included.
        else if (trigger.at === 'orders.noneSince')
          expect(due).toBe(limitEnds('2026-01-06T00:00:00.000Z', spanIn(limit), rules));
        else if (trigger.plus || trigger.plusWorkingMinutes)
          expect([id, due?.slice(0, 10)]).toEqual([id, limitEnds(start, spanIn(limit), rules).slice(0, 10)]);
        else expect(due).toBe(start);

        const notice = /notice (.*) before/.exec(limit)?.[1];
        const told = nextDeadline({ ...client, handoffs: blank.handoffs }, rules);
        expect([id, notice !== undefined]).toEqual([id, trigger.notice !== undefined]);
        if (notice && told?.kind === 'notice')
          expect(limitEnds(told.at, spanIn(notice), rules)).toBe(told.dueAt);

        // The moves of this transfer alone, at its moment.
        const at = due as Instant;
        const happens = (before: Client) => {
          const outcome = conveyor.decide(
            before,
            { type: 'advanceTime', clientId },
            { now: at, by: somebody() },
          );
          return outcome.ok &&
            outcome.events.some(
              (event) =>
                (event.type === 'stateChanged' && event.transfer === id) ||
                (event.type === 'holderReleased' &&
                  event.cause?.code === 'transfer' &&
                  event.cause.transfer === id),
            )
            ? outcome.client
            : undefined;
        };
        if (trigger.at !== 'custody.untouchedSince') continue;
        const ownOnly = {
          ...client,
          passed: Object.fromEntries(
            Object.entries(transfers).flatMap(([other, one]) =>
              other !== id && one.trigger.kind === 'time'
                ? [
                    [
                      other,
                      dueAt(
                        client,
                        {
                          ...timer,
                          transfer: rules.transfers[other] as never,
                          trigger: one.trigger as never,
                          read: rules.readerOf((one.trigger as { at: string }).at),
                          known: { at: '', due: '' },
                        },
                        rules,
                      ) ?? at,
                    ],
                  ]
                : [],
            ),
          ),
        };
        const gone = happens(ownOnly);
        expect([id, gone?.pool?.name]).toEqual([id, releases[0]]);
        expect(then.includes(`into the pool of: ${name(roles[releases[0] ?? ''])}`)).toBe(true);
        expect(then.includes('stays')).toBe(from.every((one) => one === to));
        const attempted = happens({ ...ownOnly, contacts: { count: 1, twoWay: 0, lastAt: start } });
        expect([id, limit.includes('if nobody has even tried')]).toEqual([id, attempted === undefined]);
      }
    });
  },
);

test('what is done to no client is nobody’s to do with clients of their own', () => {
  const rights: Action[] = [
    'manageEmployees',
    'planRedistribution',
    'approveRedistribution',
    'changeRules',
    'erasePersonalData',
  ];
  const own = ['transfer', 'acceptHandoff', 'rejectHandoff', 'returnClient', 'recordContact', ...rights];
  const { blueprint } = defineConveyor(smallBlueprint({ roles: { keeper: { may: { own } } } }));
  const printed = describeBlueprint(blueprint, { dictionary: en, part: 'system' }).toLowerCase();
  for (const right of rights) expect(printed).toContain(`| ${en.things.actions[right]} | — | — |`);
  expect(printed).toContain(`| ${en.things.actions.recordContact} | keeper | — |`);
});
