import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

const hosts = [
  'UTC',
  'Africa/Cairo',
  'America/Santiago',
  'Europe/Berlin',
  'Asia/Tehran',
  'Pacific/Apia',
] as const;

const HOUR = 3_600_000;
/** Where clocks were or will be changed, those of departments and those of hosts. */
const changes = [
  '2011-12-30T10:00Z',
  '2021-09-21T19:30Z',
  '2022-03-21T20:30Z',
  '2026-03-29T01:00Z',
  '2026-04-05T03:00Z',
  '2026-04-23T12:00Z',
  '2026-04-23T22:00Z',
  '2026-09-06T04:00Z',
  '2026-10-25T01:00Z',
  '2026-10-29T21:00Z',
  '2026-11-01T05:00Z',
];
const zones = [...hosts, 'Europe/Moscow', 'America/Havana', 'Australia/Lord_Howe'];
const moments = changes.flatMap((change) =>
  Array.from({ length: 27 }, (_, hour) =>
    new Date(Date.parse(change) + (hour - 13.5) * HOUR + 1).toISOString(),
  ),
);
const roundTheClock = { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '23:59', holidays: [] };

const load = async () => ({
  ...(await import('../../src/time/calendar-day.ts')),
  ...(await import('../../src/time/duration.ts')),
  ...(await import('../../src/blueprint/add-working-hours.ts')),
  ...(await import('../../src/blueprint/presets/mixed.ts')),
  ...(await import('../../src/client/define-conveyor.ts')),
});
type Library = Awaited<ReturnType<typeof load>>;

function timesIn(zone: string, library: Library) {
  const { dayOf, startOfDay, endOfDay, addDuration, subtractDuration, addWorkingHours } = library;
  return moments.map((moment) => {
    const day = dayOf(moment, zone);
    return [
      startOfDay(day, zone),
      endOfDay(day, zone),
      addDuration(moment, { days: 1 }, zone),
      subtractDuration(moment, { months: 1, hours: 3 }, zone),
      addWorkingHours(moment, 26, roundTheClock, zone),
    ];
  });
}

/** When a department whose clients may be silent for 60 days takes one for overdue who ordered as long before each of the changes. */
function limitsIn(timeZone: string, { defineConveyor, mixed }: Library) {
  const conveyor = defineConveyor(mixed({ timeZone, overdue: { kind: 'fixed', after: { days: 60 } } }));
  return changes.map((change) => {
    const placedAt = new Date(Date.parse(change) - 60 * 24 * HOUR).toISOString();
    const context = { now: placedAt, by: { id: 'import', roles: ['import'] } };
    const register = { type: 'register', clientId: 'c', source: 'existing' } as const;
    const order = { type: 'recordOrder', clientId: 'c', order: { id: 'o', placedAt } } as const;
    const registered = conveyor.decide(undefined, register, context);
    const bought = registered.ok ? conveyor.decide(registered.client, order, context) : undefined;
    return bought?.ok ? conveyor.fact(bought.client, 'cadence.overdueAt', placedAt) : undefined;
  });
}

describe('the same on every host are', () => {
  const home = process.env.TZ;
  const answers = new Map<string, { times: unknown; limits: unknown[] }>();

  beforeAll(async () => {
    for (const host of hosts) {
      process.env.TZ = host;
      expect(new Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(host);
      // Loaded anew, the library remembers nothing of another host.
      vi.resetModules();
      const library = await load();
      const times = Object.fromEntries(zones.map((zone) => [zone, timesIn(zone, library)]));
      answers.set(host, { times, limits: limitsIn('Europe/Moscow', library) });
    }
  });
  afterAll(() => {
    process.env.TZ = home;
    vi.resetModules();
  });

  test.each(hosts)('days, durations and working hours, in hours that come twice or never too: %s', (host) => {
    expect(answers.get(host)).toEqual(answers.get('UTC'));
  });

  test('the limits of a department in Moscow whose day begins in an hour that the host leaves out', () => {
    const limits = answers.get('Africa/Cairo')?.limits;
    expect(limits?.[changes.indexOf('2026-04-23T12:00Z')]).toBe('2026-04-23T21:00:00.000Z');
  });
});
