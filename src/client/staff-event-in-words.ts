import type { ClientDictionary, Dictionary } from '../locales/dictionary.ts';
import type { EmployeeEvent } from '../workforce/employee.ts';
import { causeOf } from './cause.ts';
import { causeInWords } from './describe-cause.ts';
import { fill, type WordOptions } from './words.ts';

export const isStaffEvent = <E extends { readonly type: string }>(
  event: E | EmployeeEvent,
): event is EmployeeEvent => 'employeeId' in event && !('clientId' in event);

/** What happened to an employee, one line without its date. */
export function staffEventInWords(
  event: EmployeeEvent,
  options: WordOptions<Pick<Dictionary, 'staff'> & ClientDictionary>,
): string {
  const words = options.dictionary.staff satisfies Record<EmployeeEvent['type'], string>;
  return fill(words[event.type], { ...event, ...inner(event, options) }, options);
}

function inner(event: EmployeeEvent, options: WordOptions): object {
  switch (event.type) {
    case 'employeeHired':
    case 'employeeChanged':
      return { ...event.profile, ...(event.profile.workingHours && { ownHours: '' }) };
    case 'absenceRecorded':
    case 'absenceChanged':
      return event.absence;
    case 'employeeLeft': {
      // Before there were codes, a name stood here where the day had come by itself.
      const cause = causeOf({ reason: event.reason });
      return { reason: cause?.code === 'text' ? causeInWords(cause, options) : undefined };
    }
    default:
      return {};
  }
}
