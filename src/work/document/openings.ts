import type { Blueprint } from '../../blueprint/blueprint.ts';
import { factShapes } from '../../blueprint/fact-shapes.ts';
import { shiftsOf } from '../../blueprint/shifts.ts';
import { compileChecked } from '../../conditions/compile.ts';
import type { Condition } from '../../conditions/condition.ts';
import type { FactValues } from '../../conditions/fact-schema.ts';
import { lookup } from '../../conditions/lookup.ts';
import type { Instant } from '../../time/instant.ts';
import { aheadOf } from '../clock/ahead-of.ts';
import type { OpeningDeadline } from './opening-deadline.ts';
import type { WorkDocument } from './work-schema.ts';

/** A type of tasks that is opened by itself. */
export interface TaskOpening {
  readonly taskType: string;
  /** The client's facts that its condition reads. */
  readonly facts: readonly string[];
  /** Whether the condition is met by what is known; unknown is not. */
  isMet(facts: FactValues, now: Instant): boolean;
}

/** A type of tasks that a deadline of a client opens. */
export interface DeadlineOpening extends TaskOpening {
  readonly deadline: OpeningDeadline;
  /** Of which transfer, role, hold or category; absent: of any. */
  readonly of?: string;
  /** When the task is opened for a deadline of that moment. */
  opensAt(deadline: Instant): Instant;
}

/** The types that are opened by themselves, with their conditions compiled once, in the document's order. */
export interface TaskOpenings {
  readonly onEvents: ReadonlyMap<string, readonly TaskOpening[]>;
  readonly atDeadlines: readonly DeadlineOpening[];
}

/** What opens the tasks of a document. */
export function openingsOf({ tasks, queues }: WorkDocument, blueprint: Blueprint): TaskOpenings {
  const { timeZone, roles, workingTime } = blueprint;
  const facts = factShapes(blueprint.facts);
  const opening = (taskType: string, when: Condition | undefined): TaskOpening => {
    const condition = when && compileChecked(when, { facts, timeZone });
    return {
      taskType,
      facts: condition?.facts ?? [],
      isMet: (values, now) => (condition?.evaluate(values, now) ?? 'yes') === 'yes',
    };
  };
  const onEvents = new Map<string, TaskOpening[]>();
  const atDeadlines: DeadlineOpening[] = [];
  for (const [taskType, { queue, opensOn, opensAt = [] }] of Object.entries(tasks)) {
    for (const { event, when } of opensOn)
      onEvents.set(event, [...(onEvents.get(event) ?? []), opening(taskType, when)]);
    const hours = lookup(roles, lookup(queues, queue)?.role ?? '')?.workingHours ?? workingTime;
    const clock = { shifts: shiftsOf(hours, timeZone), timeZone };
    for (const { deadline, of, before, when } of opensAt) {
      atDeadlines.push({
        ...opening(taskType, when),
        deadline,
        ...(of !== undefined && { of }),
        opensAt: (at) => (before ? aheadOf(at, before, clock) : at),
      });
    }
  }
  return { onEvents, atDeadlines };
}
