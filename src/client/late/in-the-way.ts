import type { Instant } from '../../time/instant.ts';
import type { Client } from '../client.ts';
import type { DecisionScope, LateCommand } from '../decision-context.ts';
import type { ClientEvent, EventType } from '../event.ts';
import type { HandlerResult } from '../handler-result.ts';

/** What may have changed all that a command can rest on. */
const upheavals = new Set<EventType>([
  'clientRegistered',
  'clientOnboarded',
  'releaseUndone',
  'duplicateMerged',
  'duplicateUnmerged',
  'mergedAway',
  'mergeUndone',
  'clientMigrated',
  'migrationUndone',
]);

const steps = new Set<EventType>([
  'stateChanged',
  'handoffOffered',
  'handoffAccepted',
  'handoffRejected',
  'handoffEscalated',
  'handoffWithdrawn',
  'clientReturned',
]);

interface Told {
  readonly command: LateCommand;
  readonly ruling: HandlerResult;
  /** As it is now. */
  readonly client: Client;
  readonly scope: DecisionScope;
}

/** Whether what came after that moment has changed what the command rests on. */
export function isInTheWay(event: ClientEvent, at: Instant, told: Told): boolean {
  if (event.happenedAt <= at) return false;
  if (upheavals.has(event.type)) return true;
  const { command } = told;
  switch (event.type) {
    case 'holdPlaced':
    case 'holdReleased':
      return 'hold' in command && command.hold === event.hold;
    case 'deputySet':
    case 'deputyCleared':
      return command.type === 'setDeputy' && command.role === event.role;
    case 'holderAssigned':
    case 'holderReleased':
    case 'clientReassigned':
      return command.type === 'setDeputy' ? command.role === event.role : isTouched(event.role, told);
    case 'handoffEscalated':
      if (command.type === 'acceptHandoff' || command.type === 'rejectHandoff')
        return event.handoff.escalated.cause !== 'expired';
  }
  return steps.has(event.type) && command.type !== 'setDeputy' && !('hold' in command);
}

/** Whether the command gives the role to somebody, ends it, or leads where it takes no part. */
function isTouched(role: string, { command, ruling: { events }, client, scope }: Told): boolean {
  if ('hold' in command) return false;
  const move = events.find(({ type }) => type === 'stateChanged');
  const state = move?.type === 'stateChanged' ? move.to : client.state;
  const isNamed = events.some((event) => 'role' in event && event.role === role);
  return isNamed || !scope.rules.states[state]?.roles.has(role);
}
