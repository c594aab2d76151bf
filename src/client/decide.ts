import { ConveyorError } from '../errors/conveyor-error.ts';
import { authorize } from './authority.ts';
import type { Client } from './client.ts';
import type { Command, CommandType } from './command.ts';
import type { ClientEvent } from './event.ts';
import { evolve } from './evolve.ts';
import { inexactRevenue } from './exact-revenue.ts';
import { correctRecord } from './handlers/corrections.ts';
import { assignRole, releaseRole, setDeputy } from './handlers/custody.ts';
import { acceptHandoff, rejectHandoff, returnClient, withdrawHandoff } from './handlers/handoffs.ts';
import { placeHold, releaseHold } from './handlers/holds.ts';
import { reassign, restoreCustody } from './handlers/reassignment.ts';
import { recordHandlers } from './handlers/records.ts';
import { register } from './handlers/registration.ts';
import { override, transfer } from './handlers/transfers.ts';
import type { Refusal, RefusalReason } from './refusal.ts';
import {
  accepted,
  type ClientRules,
  type DecisionContext,
  type Merging,
  type Ruling,
  type Scene,
  toScene,
} from './scene.ts';
import { passTime, settle } from './settle.ts';
import { Unfolding, withHead } from './unfolding.ts';

/** What came of a command: events to be stored, or a refusal. */
export type Outcome = Decided | { readonly ok: false; readonly refusal: Refusal };

/** Events to be stored, and what they make of the client. */
export interface Decided {
  readonly ok: true;
  /** Of a merge and its undoing, the events of both clients. */
  readonly events: readonly ClientEvent[];
  /** The client as its events leave it: what `evolveAll` makes of them. Computed when it is first asked for. */
  readonly client: Client;
  /** The same of the duplicate in a merge and its undoing. */
  readonly duplicate: Client | undefined;
}

class Decision implements Decided {
  readonly ok = true;
  readonly events: readonly ClientEvent[];
  readonly #own: Unfolding;
  readonly #other: Unfolding | undefined;

  constructor(own: Unfolding, other?: Unfolding) {
    this.events = other ? [...own.events, ...other.events] : own.events;
    this.#own = own;
    this.#other = other;
  }

  get client(): Client {
    return this.#own.client;
  }

  get duplicate(): Client | undefined {
    return this.#other?.client;
  }
}

type Handler<Type extends CommandType> = (
  client: Client,
  command: Extract<Command, { type: Type }>,
  scene: Scene,
) => Ruling;

const handlers: { readonly [Type in Exclude<CommandType, 'register' | keyof Merging>]: Handler<Type> } = {
  ...recordHandlers,
  transfer,
  acceptHandoff,
  rejectHandoff,
  withdrawHandoff,
  returnClient,
  assignRole,
  releaseRole,
  setDeputy,
  reassign,
  restoreCustody,
  placeHold,
  releaseHold,
  correctRecord,
  override,
  passTime: () => accepted(),
};

/**
 * Decides on a command: first what the time until `now` brings about, then the command, then what follows from it by itself.
 * Pure; the client is never changed. A refusal changes nothing, not even what time would have.
 * @throws HISTORY_NEEDED where the decision needs `context.history`.
 */
export function decide(
  rules: ClientRules,
  client: Client | undefined,
  command: Command,
  context: DecisionContext,
): Outcome {
  const scene = toScene(rules, context);
  if (command.type === 'register') {
    return client
      ? refuse(command, [{ code: 'ALREADY_REGISTERED', clientId: client.id }])
      : enter(command, scene);
  }
  if (!client) return refuse(command, [{ code: 'UNKNOWN_CLIENT', clientId: command.clientId }]);
  if (client.mergedInto) return refuse(command, [{ code: 'MERGED_AWAY', into: client.mergedInto.clientId }]);

  const unfolding = new Unfolding(client, scene);
  passTime(unfolding);
  // Whoever was let go by now is in their pool, as if somebody had just looked. Records ask nothing of it, and passing time ends so.
  if (unfolding.events.length > 0 && !asksNobody(command.type)) settle(unfolding, unfolding.events.length);
  const before = unfolding.client;
  const handler = (handlers[command.type as keyof typeof handlers] ??
    mergingOf(rules)[command.type as keyof Merging]) as Handler<CommandType>;
  const history = context.history && [...context.history, ...unfolding.events];
  const other = duplicateAsOfNow(scene);
  const known = other ? { ...scene, duplicate: other.client } : scene;
  const ruling = handler(before, command, history ? { ...known, history } : known);
  const unauthorized = allowance(command, ruling.judgedAs ?? before, other?.client, scene);
  if (unauthorized.length + ruling.reasons.length > 0)
    return refuse(command, [...unauthorized, ...ruling.reasons]);

  const first = unfolding.events.length;
  unfolding.add(ruling.events);
  settle(unfolding, ruling.isSettled ? unfolding.events.length : first, ruling.onceSettled);
  const inexact = inexactRevenue(ruling.events, () => unfolding.client);
  if (inexact.length > 0) return refuse(command, inexact);
  return ruling.elsewhere && other
    ? new Decision(unfolding, decideElsewhere(ruling, other))
    : new Decision(unfolding);
}

/** What the actor lacks. A client of one's own is no licence to merge a colleague's into it: whoever holds the duplicate is asked, too. */
function allowance(
  command: Exclude<Command, { type: 'register' }>,
  client: Client,
  duplicate: Client | undefined,
  scene: Scene,
): RefusalReason[] {
  if (command.type === 'passTime') return [];
  const reasons = authorize(command.type, client, scene, command);
  const isTaken = command.type === 'mergeDuplicate' && Object.keys(duplicate?.custody ?? {}).length > 0;
  return isTaken && reasons.length === 0 ? authorize(command.type, duplicate, scene, command) : reasons;
}

const asksNobody = (type: CommandType) => type === 'passTime' || Object.hasOwn(recordHandlers, type);

function mergingOf({ merging }: ClientRules): Merging {
  if (merging) return merging;
  throw new ConveyorError(
    'MERGING_NEEDED',
    'Merges are not decided on here: give `conveyorOf` what `merging` is',
  );
}

/** The other client of a merge, with what time has brought about: one that is merged stands where whoever looks would find it. */
function duplicateAsOfNow(scene: Scene): Unfolding | undefined {
  const { duplicate, duplicateHistory } = scene;
  if (!duplicate) return undefined;
  const other = new Unfolding(duplicate, { ...scene, history: duplicateHistory });
  if (!duplicate.mergedInto) settle(other, 0);
  return other;
}

/** What becomes of it. */
function decideElsewhere({ elsewhere = [], afterwards }: Ruling, other: Unfolding): Unfolding {
  const first = other.events.length;
  other.add(elsewhere);
  for (const { event, by } of afterwards ?? []) other.add([event], { id: by, roles: [] });
  settle(other, afterwards ? other.events.length : first);
  return other;
}

function enter(command: Extract<Command, { type: 'register' }>, scene: Scene): Outcome {
  const ruling = register(command, scene);
  const reasons = [...authorize('register', undefined, scene), ...ruling.reasons];
  const [registered, ...rest] = ruling.events;
  if (reasons.length > 0 || !registered) return refuse(command, reasons);
  const { clientId } = command;
  const event = withHead(registered, { clientId, number: 1, recordedAt: scene.now, by: scene.by, scene });
  const unfolding = new Unfolding(evolve(undefined, event), scene, [event]);
  unfolding.add(rest);
  settle(unfolding, 0);
  return new Decision(unfolding);
}

function refuse({ type, clientId }: Command, reasons: readonly RefusalReason[]): Outcome {
  return { ok: false, refusal: { command: type, clientId, reasons } };
}
