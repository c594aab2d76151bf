import type { Blueprint } from '../../blueprint/blueprint.ts';
import type { Report } from '../../blueprint/check/report.ts';
import { checkWeek } from '../../blueprint/check/working-time.ts';
import { factShapes } from '../../blueprint/fact-shapes.ts';
import { fault } from '../../blueprint/faults.ts';
import { isWorkingHours } from '../../blueprint/time-limit.ts';
import { surelyWorked, workingWeek } from '../../blueprint/working-week.ts';
import { checkCondition } from '../../conditions/check-condition.ts';
import type { FactShapes } from '../../conditions/fact-schema.ts';
import type { OpeningDeadline } from './opening-deadline.ts';
import { type DayLimit, isDayLimit, type ServiceLimit } from './service-limit.ts';
import type { ServiceClass, TaskType, WorkDocument } from './work-schema.ts';

type Path = readonly (string | number)[];

/** Every name is declared, every condition suits its facts, and every limit comes to an end. */
export function checkWork(work: WorkDocument, blueprint: Blueprint, report: Report): void {
  const isOneOf = (path: Path, name: string | undefined, allowed: readonly string[]) => {
    if (name === undefined || allowed.includes(name)) return;
    report(path, allowed.length > 0 ? fault('NOT_ONE_OF', { allowed }) : fault('TO_BE_LEFT_OUT'));
  };
  const roles = Object.keys(blueprint.roles);
  const rolesAndServices = [...roles, ...Object.keys(blueprint.services)];
  const queues = Object.keys(work.queues);
  const known: FactShapes = factShapes(blueprint.facts);
  const shapes: FactShapes = { ...known, ...work.facts };
  const hours = hoursWorked(work, blueprint, report);

  for (const [fact, { suppliedBy = [] }] of Object.entries(work.facts)) {
    if (Object.hasOwn(known, fact)) report(['facts', fact], fault('BUILT_IN_FACT'));
    for (const [i, role] of suppliedBy.entries()) isOneOf(['facts', fact, 'suppliedBy', i], role, roles);
  }
  for (const [name, { role, lead }] of Object.entries(work.queues)) {
    isOneOf(['queues', name, 'role'], role, roles);
    isOneOf(['queues', name, 'lead'], lead, roles);
  }
  for (const [name, type] of Object.entries(work.tasks)) {
    const path = ['tasks', name];
    isOneOf([...path, 'queue'], type.queue, queues);
    for (const [i, who] of type.opens.entries()) isOneOf([...path, 'opens', i], who, rolesAndServices);
    for (const [i, { when }] of type.opensOn.entries())
      if (when) report([...path, 'opensOn', i, 'when'], checkCondition(when, known));
    for (const [i, { deadline, of, when }] of (type.opensAt ?? []).entries()) {
      const at = [...path, 'opensAt', i];
      if (when) report([...at, 'when'], checkCondition(when, known));
      if (deadline !== 'window') isOneOf([...at, 'of'], of, namesOf(deadline, blueprint));
    }
    checkOrder(type, path, report);
    for (const [i, service] of type.service.entries()) {
      const at = [...path, 'service', i];
      if (service.when) report([...at, 'when'], checkCondition(service.when, shapes));
      isOneOf([...at, 'calendar'], service.calendar, Object.keys(work.calendars));
      isOneOf([...at, 'escalate', 'to'], service.escalate?.to, roles);
      for (const [j, { queue }] of (service.chain ?? []).entries())
        isOneOf([...at, 'chain', j, 'queue'], queue, queues);
      checkLimits(service, hours.of(service, type), at, report);
    }
  }
}

/** Of what there are deadlines of a kind; categories of windows are whatever people write. */
function namesOf(deadline: Exclude<OpeningDeadline, 'window'>, { transfers, holds, roles }: Blueprint) {
  switch (deadline) {
    case 'handoff':
      return Object.keys(transfers).filter((name) => transfers[name]?.handoff);
    case 'transfer':
      return Object.keys(transfers).filter((name) => transfers[name]?.trigger?.kind === 'time');
    case 'firstContact':
      return Object.keys(roles);
    default:
      return Object.keys(holds);
  }
}

/** One class, the last, is for all that no other is for. */
function checkOrder({ service }: TaskType, path: Path, report: Report): void {
  const names = service.map(({ name }) => name);
  for (const [i, { name, when }] of service.entries()) {
    const isLast = i === service.length - 1;
    if (isLast && when) report([...path, 'service', i, 'when'], fault('TO_BE_LEFT_OUT'));
    if (!(isLast || when)) report([...path, 'service', i, 'when'], fault('MISSING', { expected: 'object' }));
    if (names.indexOf(name) < i) report([...path, 'service', i, 'name'], fault('TO_BE_LEFT_OUT'));
  }
}

function checkLimits(service: ServiceClass, worked: number, path: Path, report: Report): void {
  const { respond, resolve, escalate, chain } = service;
  const comes = (limit: ServiceLimit | undefined, at: Path) => {
    if (!limit) return;
    const hours = hoursOf(limit);
    if (hours > worked) report(at, fault('NEVER_WORKED', { hours }));
    if (isDayLimit(limit) && isOverAtCutOff(limit))
      report([...at, 'by'], fault('NOT_LATER', { than: 'cutOff' }));
  };
  comes(respond, [...path, 'respond']);
  comes(resolve, [...path, 'resolve']);
  if (escalate && !(respond || resolve)) report([...path, 'escalate'], fault('TO_BE_LEFT_OUT'));
  if (!chain) return;
  if (!resolve) report([...path, 'chain'], fault('TO_BE_LEFT_OUT'));
  const sum = chain.reduce((hours, { within }) => hours + within.workingHours, 0);
  if (resolve && 'workingHours' in resolve && sum > resolve.workingHours)
    report([...path, 'chain'], fault('TOO_BIG', { most: resolve.workingHours, of: 'number' }));
}

/** On a later day the lorry may leave at any time: the cut-off is of the first. */
const isOverAtCutOff = ({ workingDays, cutOff, by }: DayLimit) =>
  workingDays === 0 && cutOff !== undefined && by !== undefined && by <= cutOff;

/** Hours that have to be worked within ten years: of whole days, any at all. */
function hoursOf(limit: ServiceLimit): number {
  if (isDayLimit(limit)) return 1;
  return isWorkingHours(limit) ? limit.workingHours : 0;
}

/** Hours that are surely worked within ten years, by the calendar of a class. */
function hoursWorked({ calendars, queues }: WorkDocument, { roles, workingTime }: Blueprint, report: Report) {
  const own = new Map(
    Object.entries(calendars).map(([name, time]) => [name, checkWeek(time, ['calendars', name], report)]),
  );
  return {
    of: ({ calendar }: ServiceClass, { queue }: TaskType): number => {
      if (calendar !== undefined) return own.get(calendar) ?? Number.POSITIVE_INFINITY;
      const time = roles[queues[queue]?.role ?? '']?.workingHours ?? workingTime;
      return surelyWorked(workingWeek(time));
    },
  };
}
