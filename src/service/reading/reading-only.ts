import { ConveyorError } from '../../errors/conveyor-error.ts';

/** The error of what only sales can do, asked of what somebody may see. */
export function readingOnly(): ConveyorError {
  return new ConveyorError('READING_ONLY', 'Of what somebody may see only clients are read: use the sales');
}
