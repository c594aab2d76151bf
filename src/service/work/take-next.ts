import { lookup } from '../../conditions/lookup.ts';
import type { DocumentChange } from '../../storage/port.ts';
import type { Instant } from '../../time/instant.ts';
import type { Work } from '../../work/define-work.ts';
import { lackingOf } from '../../work/lacking-of.ts';
import type { Task } from '../../work/task/task.ts';
import type { TaskRefusal } from '../../work/task/task-refusal.ts';
import { assertSender } from '../actors.ts';
import { assertKeys } from '../assert-key.ts';
import { assertCommandIds } from '../command-id.ts';
import type { ExecuteOptions } from '../execute.ts';
import { fingerprint } from '../fingerprint.ts';
import { pages } from '../pages.ts';
import { RecordedCommands } from '../recorded-commands.ts';
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
  constructor() {
    super(ROUND);
  }
}

/** Gives somebody the task of a queue that is to be done first; nobody else has it then. */
export async function takeNext(context: ServiceContext, asked: Asked): Promise<NextTaskResult> {
  const { queue, work, rounds, options } = asked;
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
    return rounds.ask(queue, asking, (round) => giveEach(context, work, queue, round));
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
  work: Work,
  queue: string,
  round: readonly Asking[],
): Promise<readonly NextTaskResult[]> {
  const ids = round.map(({ commandId }) => commandId);
  const staff = await context.staff.byId();
  for (let look = 1; ; look++) {
    const recorded = await RecordedCommands.of(context, ids);
    const now = context.now();
    const firsts = round.map(({ commandId, content }) => recorded.first(commandId, content));
    const workers = round.flatMap((asking, i): Choice[] => {
      const about = { queue, by: asking.by, employee: staff.get(asking.by), now };
      return firsts[i] ? [] : [{ ...asking, worker: queueWorker(context, work, about) }];
    });
    const choices = await chooseEach(context, work, { queue, workers, now, look });
    try {
      const given = await writeChoices(context, work, { choices, recorded, now });
      const answers = firsts.map((first) => (first ? toldAgain(context, first) : given.shift()!));
      return await Promise.all(answers);
    } catch (error) {
      if (!isOvertaken(error) || look === LOOKS) throw error;
    }
  }
}

/** What somebody is given: a task, or the reason against it; nothing where nothing is left. */
interface Choice extends Asking {
  readonly worker: QueueWorker;
  readonly stored?: StoredTask;
  readonly refused?: readonly TaskRefusal[];
}

interface Choosing {
  readonly queue: string;
  readonly workers: readonly Choice[];
  readonly now: Instant;
  /** The first one begins at the head; later ones, after a conflict, further on. */
  readonly look: number;
}

/** Finds each the first task that they have not declined and that nobody before them is given. */
async function chooseEach(
  { store, tenant }: ServiceContext,
  work: Work,
  { queue, workers, now, look }: Choosing,
): Promise<readonly Choice[]> {
  const choices = workers.map((one) =>
    one.worker.refused.length > 0 ? { ...one, refused: one.worker.refused } : one,
  );
  const left = () =>
    choices.flatMap(({ stored, refused }, i) => (stored || refused ? [] : [[i, choices[i]!] as const]));
  if (left().length === 0) return choices;
  const limit = look === 1 ? Math.min(HEAD, left().length + MORE) : HEAD;
  const list = { kind: TASKS, list: taskLists.queue(queue) };
  const found = pages((start) =>
    store.queryDocuments(tenant, { ...list, ...start, limit: start.after === undefined ? limit : HEAD }),
  );
  let aside = look === 1 ? 0 : stepsAside(workers, look);
  for await (const { documents } of found) {
    const head = headOf(work, documents.map(toStoredTask), { queue, now, aside });
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
  { queue, now, aside }: { readonly queue: string; readonly now: Instant; readonly aside: number },
): StoredTask[] {
  const stored = new Map(page.map((one) => [one.task, one]));
  const waiting = [...stored.keys()].filter((task) => {
    // Nobody can work on what the document does not know any more.
    const isKnown = lackingOf(work.document, task).length === 0;
    return task.status === 'waiting' && task.queue === queue && isKnown;
  });
  const head = byClockOf(now, work, waiting).map((task) => stored.get(task)!);
  const first = head.length > 0 ? aside % head.length : 0;
  return [...head.slice(first), ...head.slice(0, first)];
}

/**
 * How many tasks are left to others after a conflict, by who asks and how often. Processes that all tried the
 * very next one would collide again and again, and the slowest would get none.
 */
const stepsAside = (workers: readonly Asking[], look: number) =>
  Number.parseInt(fingerprint([look, ...workers.map(({ by }) => by)]), 36) % HEAD;

interface Writing {
  readonly choices: readonly Choice[];
  readonly recorded: RecordedCommands;
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
