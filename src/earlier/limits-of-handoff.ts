type Json = Readonly<Record<string, unknown>>;

/** What limits that were numbers of working hours are called today. */
const today = { acceptWithinHours: 'acceptWithin', decideWithinHours: 'decideWithin' } as const;

/** A blueprint whose limits of handoffs are as they are written today; whatever is no blueprint, itself. */
export function withLimitsOfToday(blueprint: unknown): unknown {
  if (!isJson(blueprint) || !isJson(blueprint.transfers)) return blueprint;
  const transfers = Object.entries(blueprint.transfers);
  if (!transfers.some(([, transfer]) => isEarlier(transfer))) return blueprint;
  return {
    ...blueprint,
    transfers: Object.fromEntries(
      transfers.map(([id, transfer]) => [
        id,
        isEarlier(transfer) ? { ...transfer, handoff: limitsToday(transfer.handoff) } : transfer,
      ]),
    ),
  };
}

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null;

const isEarlier = (transfer: unknown): transfer is Json & { readonly handoff: Json } => {
  const handoff = isJson(transfer) ? transfer.handoff : undefined;
  return isJson(handoff) && Object.keys(today).some((name) => Object.hasOwn(handoff, name));
};

const limitsToday = (handoff: Json): Json =>
  Object.fromEntries(
    Object.entries(handoff).map(([name, value]) => {
      const known = Object.hasOwn(today, name) ? today[name as keyof typeof today] : name;
      // Who says both is told that one is unknown.
      if (known === name || value === undefined || Object.hasOwn(handoff, known)) return [name, value];
      return [known, { workingHours: value }];
    }),
  );
