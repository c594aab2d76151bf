const mates = '[the group of companies {group} goes together: ]';

/** What may be wrong with a redistribution problem. */
export const redistributionProblemsEn = {
  TWICE: 'is there twice',
  PROTECTED_WITHOUT_HOLDER: 'nobody holds it, so it cannot be protected',
  PINNED_AND_FORBIDDEN: 'client {client:clientId} is both pinned and forbidden to {employee:employeeId}',
  PINNED_TWICE: 'client {client:clientId} is pinned to several: {employee:employeeIds}',
  PINS_SPLIT_GROUP: 'pins split the group of companies {group}: {client:clientIds}',
  FORBIDDEN: `${mates}client {client:clientId} is forbidden to {employee:employeeId}`,
  KEEPS_NONE: `${mates}client {client:clientId} is pinned to {employee:employeeId}, who keeps no clients`,
  PROTECTED: `${mates}client {client:clientId} is pinned to {employee:employeeId}, but protected with {employee:holder} ({why})`,
  ACCEPTS_NONE: `${mates}client {client:clientId} is pinned to {employee:employeeId}, who accepts no clients`,
  NOT_ELIGIBLE: `${mates}client {client:clientId} is pinned to {employee:employeeId}, who is not eligible for it`,
};
