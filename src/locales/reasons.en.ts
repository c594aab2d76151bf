/** Reasons that the library gives itself: why something changed by itself or along with something else. */
export const reasonsEn = {
  registered: 'newly registered',
  person: 'decided by hand',
  event: 'followed from an event',
  time: 'its time came',
  timeOver: 'its time is over',
  handoff: 'handed over',
  rejection: 'the handoff was rejected',
  return: 'given back',
  override: 'overridden',
  merge: 'merged with another client',
  merged: 'came with a duplicate',
  unmerge: 'the merge was undone',
  unmerged: 'the duplicate went its own way again',
  moved: 'the client moved on',
  expired: 'nobody answered in time',
  rejectedTwice: 'rejected twice',
};
