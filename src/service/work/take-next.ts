import { lookup } from '../../conditions/lookup.ts';
import type { DocumentChange } from '../../storage/port.ts';
import type { Instant } from '../../time/instant.ts';
import type { Work } from '../../work/define-work.ts';
import { lackingOf } from '../../work/lacking-of.ts';
import type { Task } from '../../work/task/task.ts';
import type { TaskRefusal } from '../../work/task/task-refusal.ts';
import { assertSender } from '../actors.ts';
import { assertCommandIds } from '../assert-command-ids.ts';
import { assertKeys } from '../assert-key.ts';
import type { ExecuteOptions } from '../execute.ts';
import { fingerprint } from '../fingerprint.ts';
import { pages } from '../pages.ts';
import { RepeatedCommands } from '../repeated-commands.ts';
import type { ServiceContext } from '../service-context.ts';
import { isOvertaken, withRetries, write } from '../unit-of-work.ts';
import { type KeptTaskOutcome, taskTurn, toldAgain } from './execute-task.ts';
import { type QueueWorker, queueWorker } from './queue-worker.ts';
import { Rounds } from './rounds.ts';
import { type StoredTask, TASKS, taskChange, taskLists, toStoredTask } from './task-documents.ts';
import { byClockOf } from './task-pages.ts';
import type { NextTaskResult } from './task-result.ts';

/** How many are served at once, in one transaction. */
const ROUND = 50;
/** How many more of a queue's head are looked at: some may be declined, or stand otherwise by the clock. */
const MORE = 6;
/** How many of a queue's head are looked at where these were not enough, or others were first. */
const HEAD = 50;
/** How often the head is looked at anew, where others were first every time. */
const LOOKS = 100;

interface Asked {
  readonly work: Work;
  readonly rounds: TakingRounds;
  readonly queue: string;
  readonly options: ExecuteOptions;
}

/** Somebody who waits for a task. */
interface Asking {
  readonly by: string;
  readonly commandId: string | undefined;
  readonly content: unknown;
}

/** Those who ask at the same time in one process: they are given theirs together, by queue. */
export class TakingRounds extends Rounds<Asking, NextTaskResult> {
  /** How many other processes seem to be at work at a queue, as a power of two. */
  readonly #others = new Map<string, number>();
  #asked = 0;

  constructor() {
    super(ROUND);
  }

  /** After each look: whether others were first. */
  looked(queue: string, isOvertaken: boolean): void {
    const power = (this.#others.get(queue) ?? 0) + (isOvertaken ? 2 : -0.5);
    this.#others.set(queue, Math.min(Math.max(power, 0), Math.log2(HEAD)));
  }

  /**
   * How many tasks are left to others: fewer than there seem to be others, by who asks and how often.
   * Processes that all tried the very next one would collide again and again, and the slowest would get none.
   */
  stepsAside(queue: string, workers: readonly Asking[]): number {
    const others = Math.round(2 ** (this.#others.get(queue) ?? 0));
    if (others === 1) return 0;
    this.#asked++;
    return Number.parseInt(fingerprint([this.#asked, ...workers.map(({ by }) => by)]), 36) % others;
  }
}

/** Gives somebody the task of a queue that is to be done first; nobody else has it then. */
export async function takeNext(context: ServiceContext, asked: Asked): Promise<NextTaskResult> {
  const { queue, rounds, options } = asked;
  const { by, commandId } = options;
  assertSender(by);
  assertCommandIds([commandId]);
  assertKeys({ queue }, 'INVALID_COMMAND');
  await context.versions.assertCurrent();
  // Whoever sends an id again meanwhile is told what came of it: no round has one twice.
  const turns = [`@worker ${by}`, ...(commandId === undefined ? [] : [`@command ${commandId}`])];
  return context.turns.take(new Set(turns), async () => {
    const content = { takeNext: queue, by };
    const asking = { by, commandId, content };
    return rounds.ask(queue, asking, (round) => giveEach(context, asked, round));
  });
}

const refusal = (refused: readonly TaskRefusal[]): NextTaskResult => ({
  ok: false,
  repeated: false,
  refused,
});

/** Gives each of a round a task, the first who asked the first one. All of it is written together. */
async function giveEach(
  context: ServiceContext,
  { work, queue, rounds }: Asked,
  round: readonly Asking[],
): Promise<readonly NextTaskResult[]> {
  const ids = round.map(({ commandId }) => commandId);
  const staff = await context.staff.byId();
  for (let look = 1; ; look++) {
    const recorded = await RepeatedCommands.of(context, ids);
    const now = context.now();
    const firsts = round.map(({ commandId, content }) => recorded.first(commandId, content));
    const workers = round.flatMap((asking, i): Choice[] => {
      const about = { queue, by: asking.by, employee: staff.get(asking.by), now };
      return firsts[i] ? [] : [{ ...asking, worker: queueWorker(context, work, about) }];
    });
    const leaving = { aside: rounds.stepsAside(queue, workers), isWithinClass: look === 1 };
    const choices = await chooseEach(context, work, { queue, workers, now, leaving });
    try {
      const given = await writeChoices(context, work, { choices, recorded, now });
      rounds.looked(queue, false);
      const answers = firsts.map((first) => (first ? toldAgain(context, first) : given.shift()!));
      return await Promise.all(answers);
    } catch (error) {
      if (!isOvertaken(error) || look === LOOKS) throw error;
      rounds.looked(queue, true);
    }
  }
}

/** What somebody is given: a task, or the reason against it; nothing where nothing is left. */
interface Choice extends Asking {
  readonly worker: QueueWorker;
  readonly stored?: StoredTask;
  readonly refused?: readonly TaskRefusal[];
}

/** So many tasks are left to others; before a conflict only those of the class that is taken first. */
interface Leaving {
  readonly aside: number;
  readonly isWithinClass: boolean;
}

interface Choosing {
  readonly queue: string;
  readonly workers: readonly Choice[];
  readonly now: Instant;
  readonly leaving: Leaving;
}

/** Finds each the first task that they have not declined and that nobody before them is given. */
async function chooseEach(
  { store, tenant }: ServiceContext,
  work: Work,
  { queue, workers, now, leaving }: Choosing,
): Promise<readonly Choice[]> {
  const choices = workers.map((one) =>
    one.worker.refused.length > 0 ? { ...one, refused: one.worker.refused } : one,
  );
  const left = () =>
    choices.flatMap(({ stored, refused }, i) => (stored || refused ? [] : [[i, choices[i]!] as const]));
  if (left().length === 0) return choices;
  const { isWithinClass } = leaving;
  const limit = isWithinClass ? Math.min(HEAD, leaving.aside + left().length + MORE) : HEAD;
  const list = { kind: TASKS, list: taskLists.queue(queue) };
  const found = pages((start) =>
    store.queryDocuments(tenant, { ...list, ...start, limit: start.after === undefined ? limit : HEAD }),
  );
  let { aside } = leaving;
  for await (const { documents } of found) {
    const head = headOf(work, documents.map(toStoredTask), {
      ...{ queue, now },
      leaving: { aside, isWithinClass },
    });
    aside = 0;
    // What people have in hand is looked at only where it matters.
    const isTimed = head.some(({ task }) => minutesOf(work, task) > 0);
    const minutesLeft = await Promise.all(
      left().map(([, { worker }]) => (isTimed ? worker.minutesLeft() : 0)),
    );
    for (const [n, [i, choice]] of left().entries()) {
      const at = head.findIndex(({ task }) => !task.declinedBy.includes(choice.by));
      const stored = head[at];
      if (!stored) continue;
      const [minutes, rest] = [minutesOf(work, stored.task), minutesLeft[n] ?? 0];
      const isTooLong = minutes > 0 && minutes > rest;
      choices[i] = isTooLong
        ? { ...choice, refused: [noTimeLeft(choice, minutes, rest)] }
        : { ...choice, stored };
      if (!isTooLong) head.splice(at, 1);
    }
    if (left().length === 0) break;
  }
  return choices;
}

const minutesOf = ({ document }: Work, { type }: Task) => lookup(document.tasks, type)?.load?.minutes ?? 0;

const noTimeLeft = ({ by }: Asking, minutes: number, left: number): TaskRefusal => ({
  ...{ code: 'NO_TIME_LEFT', employeeId: by, minutes },
  left: Math.max(0, left),
});

/** What of a page is to be taken, by the clock of now. Those that are left to others come last. */
function headOf(
  work: Work,
  page: readonly StoredTask[],
  { queue, now, leaving }: Omit<Choosing, 'workers'>,
): StoredTask[] {
  const stored = new Map(page.map((one) => [one.task, one]));
  const waiting = [...stored.keys()].filter((task) => {
    // Nobody can work on what the document does not know any more.
    const isKnown = lackingOf(work.document, task).length === 0;
    return task.status === 'waiting' && task.queue === queue && isKnown;
  });
  const head = byClockOf(now, work, waiting).map((task) => stored.get(task)!);
  if (leaving.aside === 0) return head;
  const rankOf = ({ task }: StoredTask) => task.promise.rank;
  const alike = leaving.isWithinClass ? head.filter((one) => rankOf(one) === rankOf(head[0]!)) : head;
  const first = alike.length > 0 ? leaving.aside % alike.length : 0;
  return [...head.slice(first), ...head.slice(0, first)];
}

interface Writing {
  readonly choices: readonly Choice[];
  readonly recorded: RepeatedCommands;
  readonly now: Instant;
}

/** Writes what each is given, all of it or nothing. */
function writeChoices(
  context: ServiceContext,
  work: Work,
  { choices, recorded, now }: Writing,
): Promise<NextTaskResult[]> {
  const turns = choices.flatMap(({ stored }) => (stored ? [taskTurn(stored.task.id)] : []));
  return context.turns.take(new Set(turns), async () => {
    const documents: DocumentChange[] = [];
    const results = choices.map(({ by, commandId, content, worker, stored, refused }): NextTaskResult => {
      if (refused) return refusal(refused);
      if (!stored) return { ok: true, repeated: false, events: [] };
      const { id: taskId } = stored.task;
      // Taking goes by roles alone, and these are known: nobody is read again.
      const known = { by, roles: worker.roles, now, commandId };
      const outcome = work.decide(stored.task, { type: 'take', taskId }, known);
      if (!outcome.ok) return refusal(outcome.refused);
      const { task, events } = outcome;
      const { clientId, revision: to } = task;
      recorded.keep(commandId, content, {
        ok: true,
        clientId,
        taskId,
        after: to - 1,
        to,
      } satisfies KeptTaskOutcome);
      documents.push(taskChange(work, stored, task, events, now));
      return { ok: true, repeated: false, task, events };
    });
    // Where somebody else was first, the head is looked at anew: the same would fail again.
    const conflict = await withRetries(context, () =>
      write(context, { documents, outcomes: recorded.outcomes }).then(
        () => undefined,
        (error: unknown) => {
          if (!isOvertaken(error)) throw error;
          return error;
        },
      ),
    );
    if (conflict) throw conflict;
    return results;
  });
}
