import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ConveyorError } from 'sales-conveyor';
import { afterAll, describe, expect, it } from 'vitest';
import { withFile } from '../examples/shared/command-line.ts';
import { ExampleScripts, exampleNames } from './example-scripts.ts';
import { scratchFolder } from './scratch-folder.ts';

const root = resolve(import.meta.dirname, '..');
const scratch = scratchFolder();
const scripts = await ExampleScripts.build();
const run = scripts.run.bind(scripts);

afterAll(() => {
  scripts.remove();
  rmSync(scratch, { recursive: true, force: true });
});

/** As a reader starts it. */
function runFromSource(example: string, ...args: string[]): string {
  const main = resolve(root, 'examples', example, 'main.ts');
  return execFileSync(process.execPath, ['--import', 'tsx', main, ...args], { cwd: root, encoding: 'utf8' });
}

describe('what is mistyped', () => {
  it.each([
    ['01-northwind', ['--client', 'NOSUCH'], '--client NOSUCH: no such company; there are ALFKI, ANATR'],
    ['01-northwind', ['--as-of', '1997-02-30'], '--as-of 1997-02-30: not a day'],
    ['01-northwind', ['--locale', 'de'], '--locale de: one of en, ru'],
    ['01-northwind', ['--nosuch'], "Unknown option '--nosuch'"],
    ['01-northwind', ['--file'], 'argument missing'],
    ['09-dashboard', ['--rebuild=yes'], "Option '--rebuild' does not take an argument"],
    ['09-dashboard', ['--file', 'README.md'], '--file README.md: SQLite failed: file is not a database'],
    ['01-northwind', ['--file', 'README.md/x.db'], '--file README.md/x.db: '],
    ['11-regulation', ['--locale', 'xx'], '--locale xx: one of en, ru'],
    ['12-http-service', ['--port', '80a'], '--port 80a: not a port'],
    ['17-pay', ['--employee', 'nobody'], '--employee nobody: there are employee-1, employee-2'],
    ['17-pay', ['--slip', '1998-04'], '--slip 1998-04: one of 1998-01, 1998-02, 1998-03'],
  ])('%s %j is told in a line, with the usage', (example, args, complaint) => {
    const ended = scripts.end(example, ...args);
    expect(ended.code).toBe(2);
    expect(ended.complaint).toContain(complaint);
    expect(ended.complaint).toMatch(/\n(npm start|npx tsx) .*\[--.*\]\n$/);
    expect(ended.complaint).not.toContain('    at ');
  });

  it.each([
    new ConveyorError('DECISION_FAILED', 'a fault of the library'),
    Object.assign(new TypeError('a fault of the example'), { code: 'ERR_INVALID_ARG_TYPE' }),
  ])('is not what fails while a file is open: %s comes out as it is', async (fault) => {
    const work = () => Promise.reject(fault);
    await expect(withFile('usage', 'some.db', work)).rejects.toBe(fault);
  });

  it.each(['01-northwind', '04-conditions', '09-dashboard', '11-regulation', '12-http-service', '17-pay'])(
    '%s explains --help',
    (example) => {
      expect(scripts.end(example, '--help')).toMatchObject({
        code: 0,
        out: expect.stringMatching(/^(npm start|npx tsx) .*\n$/),
        complaint: '',
      });
    },
  );
});

describe('examples/01-northwind', () => {
  const first = JSON.parse(
    run('01-northwind', '--json', '--file', join(scratch, 'northwind.db'), '--client', 'LAZYK'),
  );

  it('replays every order and shipment', () => {
    expect(first.replay).toEqual({ added: 830 + 809, known: 0 });
  });

  it('finds 67 clients within 60 days, 17 within 180, 5 beyond, 2 that never bought', () => {
    expect(first.recency).toEqual({ within60: 67, from61To180: 17, beyond180: 5, never: 2 });
  });

  it('leaves every client with the employee of its last order', () => {
    expect(first.holders.map(({ clients }: { clients: number }) => clients)).toEqual([
      15, 16, 14, 12, 2, 6, 8, 12, 4,
    ]);
    expect(first.pools).toEqual([{ pool: 'telemarketer', clients: 2 }]);
  });

  it('tells one client’s story and the transfers that are refused to it', () => {
    expect(first.story[0]).toMatchObject({ type: 'clientRegistered', clientId: 'LAZYK' });
    expect(
      first.transfers.options.every(
        (option: { open: boolean; reasons: unknown[]; trigger: string }) =>
          option.open || option.trigger !== 'person' || option.reasons.length > 0,
      ),
    ).toBe(true);
  });

  it('stops on an earlier day where one is asked for; a second run adds nothing and says so, in either language', () => {
    const early = ['--file', join(scratch, 'early.db'), '--as-of', '1996-08-31'];
    const { replay } = JSON.parse(run('01-northwind', '--json', ...early));
    expect(replay).toEqual({ added: 87, known: 0 });
    expect(runFromSource('01-northwind', ...early)).toContain('nothing new: all 87 ');
    const russian = run('01-northwind', ...early, '--locale', 'ru', '--client', 'LAZYK');
    expect(russian).toContain('нового нет');
    expect(russian).toContain('История клиента LAZYK');
    expect(russian).not.toContain('\u001b[');
  });
});

describe('the short examples', () => {
  const printed: Record<string, readonly string[]> = {
    '02-redistribution': [
      'leastDisruption  12 clients move',
      'Buchanan         2        +6        8',
      'Dodsworth        4        +4        8',
      'A picture of it: examples/02-redistribution/output/peacock-leaves.svg',
      'with it, 1 of 12 moves are otherwise than before',
      'The CRM moves its own records of 12 clients along',
      'Applied: 15, 16, 14, 0, 7, 8, 8, 12, 9',
      'approved by head',
      'Undone, 0 conflicts: 15, 16, 14, 12, 2, 6, 8, 12, 4',
    ],
    '03-own-blueprint': [
      'A mixed department, with 6 roles.',
      'no state is called "prospct"',
      '"coffee" runs, with 3 states.',
    ],
    '04-conditions': ['yes', 'unknown'],
    '05-embed-in-a-service': ['qualified repeated', '1 client woken: lead', '1 tanya is on the staff from'],
    '06-decision-test': ['An unanswered handoff goes to the head of sales.'],
    '07-long-absence': [
      '2 March: Plan leave is for 9 Mar 2026; it is not applied before.',
      '30 clients move, 0 stay with Vera',
      'Vera is not back; it is waited for, until 2026-10-05',
      'returns 29 clients to her and leaves 1',
      'vera-7 has moved on',
      'Vera has 29 clients again',
    ],
    '08-new-hire': ['at two fifths of her speed: 13 clients', '0 were moved twice', 'are still with Nina'],
    '09-dashboard': ['44 events counted, up to 44: deferred 3, in qualification 7', 'up to 68: lead 10'],
    '10-change-the-rules': [
      'Overdue: 60 days after the last purchase → 2 months after the last purchase',
      'Dry run: 91 clients, 0 open questions, 62 get other next steps.',
      'Migrated: 91 clients.',
      'By the new rules time moves 8 clients, 7 are to be reminded.',
      'state “to remind”: where do its clients go? (clients: 1)',
      'Undone: 90 clients are where the old rules have them, 1 goes back as decided.',
    ],
    '11-regulation': [
      'Регламент работы с клиентами: «смешанные продажи»',
      'Срок ответа: 4 рабочих часа.',
      'examples/11-regulation/output/mixed.ru.svg',
      'examples/11-regulation/output/mixed.ru.html',
    ],
    '12-http-service': [
      '200 in qualification new',
      '200 in qualification repeated',
      '409 application/problem+json CONDITION_NOT_MET',
      'Number of reachable decision makers and influencers is at least 1; now: 0',
      '400 clientId, transfer, wakeAt',
      '404 in the south nobody knows Acme',
    ],
    '13-moving-in': [
      '398 clients moved in, 2 did not.',
      'such as C0021: j.smith cannot hold the client as “client manager”: is not on the staff',
      'such as C0144: orders from before the client was registered on 25 May 2025: 1',
      '268  regular',
      '93  vera',
      'Mended and sent again: 2 moved in, 398 were known, 0 did not.',
    ],
    '14-a-client-for-years': [
      '2026-03-02  Tanya holds the client as “telemarketer”',
      '2026-06-15  decision window of 15 Jun 2026 won',
      '2026-07-20  Olga holds the client as “order operator”',
      '2026-08-03  given back: “hand the routine to the order operator”, exceptions in every order',
      '2026-09-09  Pavel holds the client as “client manager” after Irina',
      '2026-10-02  Irina holds the client as “client manager”',
    ],
    '15-webhooks': ['5 events, 10 requests in 6 runs, 5 taken', 'left: 0', 'client-5#4 in qualification'],
    '16-order-desk': [
      'Clients of segment A go first: order-2',
      'oleg: vera has task order-2 in hand already.',
      'vera: It is not for vera to do, but for: who has it in hand, the lead of the queue',
      'Done on 6 Mar 2026, 15:29, in time (by 6 Mar 2026, 17:00).',
      'To be done by 10 Mar 2026, 18:00.',
      'No work on: 9 Mar 2026.',
      'whoever opened it: waiting 0, in hand 0, used 90',
      '80% begun within 10 minutes: 5 operators',
    ],
    '17-pay': [
      'employee-3  US$2,788.33  US$2,129.37  US$2,418.01',
      'employee-5  US$2,185.14  US$1,961.31  –',
      'employee-3, 1998-01: US$2,788.33 → US$2,240.69 by KOENE#7',
      'from US$10,000.00: US$6,360.13 × 5% = US$318.01',
      'employee-3  US$7,335.71  US$8,181.38  US$845.67',
      'January of employee-3 is as it was closed.',
    ],
  };

  it('are all in this test', () => {
    const others = exampleNames.filter((name) => name !== '01-northwind');
    expect(Object.keys(printed)).toEqual(others.toSorted());
  });

  it.each(Object.entries(printed))('%s prints what it states', (example, lines) => {
    const output = run(example);
    for (const line of lines) expect(output).toContain(line);
  });

  // The others speak by the same helper, and plan for longer.
  it.each([
    '03-own-blueprint',
    '05-embed-in-a-service',
    '06-decision-test',
    '07-long-absence',
    '09-dashboard',
    '14-a-client-for-years',
  ])('%s says all in Russian where it is asked to', (example) => {
    const output = run(example, '--locale', 'ru');
    expect(output).toMatch(/[а-яё]/);
    expect(output).not.toMatch(/[a-z]{2,} [a-z]{2,}/);
  });

  it('02-redistribution leaves a picture of the bases before and after', () => {
    const picture = readFileSync(
      resolve(root, 'examples/02-redistribution/output/peacock-leaves.svg'),
      'utf8',
    );
    expect(picture).toMatch(/^<svg .*Peacock leaves Northwind/s);
    for (const name of ['Davolio', 'Buchanan', 'before', 'after']) expect(picture).toContain(`>${name}<`);
  });

  it('11-regulation speaks English where it is asked to, and leaves the picture behind', () => {
    expect(run('11-regulation', '--locale', 'en')).toContain(
      'Regulation on work with clients: “mixed sales”',
    );
    const picture = readFileSync(resolve(root, 'examples/11-regulation/output/mixed.en.svg'), 'utf8');
    expect(picture).toMatch(/^<svg .*>Mixed sales, version 1</s);
  });
});
