/**
 * The events that an automatic transfer may follow from: what people and the world did, never the conveyor's
 * own moves.
 */
export const triggerEvents = [
  'clientRegistered',
  'contactRecorded',
  'factsLearned',
  'personRecorded',
  'windowRecorded',
  'windowWon',
  'windowMissed',
  'orderRecorded',
  'orderShipped',
  'orderPaid',
  'orderCancelled',
  'orderReturned',
  'moneyRecorded',
  'handoffAccepted',
  'recordCorrected',
  'holdPlaced',
  'holdReleased',
  'duplicateMerged',
  'duplicateUnmerged',
] as const;

/** The name of one of the {@link triggerEvents}. */
export type TriggerEvent = (typeof triggerEvents)[number];
