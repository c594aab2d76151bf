/** Short names of what refusals and events speak of. */
export const thingsEn = {
  pool: 'pool',
  kinds: {
    transfer: 'transfer',
    state: 'state',
    role: 'role',
    hold: 'hold',
    source: 'source',
    fact: 'fact',
  },
  fields: {
    at: 'moment',
    until: 'end',
    wakeAt: 'date to come back to the client',
    to: 'receiver',
    reason: 'reason',
    received: 'acceptance',
    replacement: 'record as it should have been',
    decidesAt: 'decision window',
    'order.placedAt': 'moment of the order',
  },
  orders: { shipped: 'shipped', paid: 'paid', cancelled: 'cancelled', returned: 'returned' },
  windows: { won: 'won', missed: 'missed' },
};
