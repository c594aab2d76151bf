import { ConveyorError } from '../errors/conveyor-error.ts';

/** @throws INVALID_OPTIONS unless the option is a whole number from 1 to `max`. */
export function assertWholeNumber(option: string, value: number, max: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= max) return;
  const details = { [option]: value };
  throw new ConveyorError('INVALID_OPTIONS', `${option} is a whole number from 1 to ${max}`, { details });
}
