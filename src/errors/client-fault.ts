import { ConveyorError, isConveyorError } from './conveyor-error.ts';
import { messageOf } from './message-of.ts';

/**
 * A fault of one client as the library's own error. Its cause is what code of the caller's, such as a cadence
 * rule, or of ours threw.
 */
export function clientFault(error: unknown, clientId: string): ConveyorError {
  // The arguments were ours: whatever is wrong is with the client.
  if (isConveyorError(error) && error.code !== 'INVALID_ARGUMENT') return error;
  const message = `Client "${clientId}" cannot be decided on: ${messageOf(error)}`;
  return new ConveyorError('DECISION_FAILED', message, { details: { clientId }, cause: error });
}
