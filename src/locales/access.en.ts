/** Why somebody sees a client, or does not. */
export const accessEn = {
  visible: '{employee:as} sees {client:clientId}:',
  hidden: '{employee:as} does not see {client:clientId}:',
  reasons: {
    SERVICE: 'a service sees every client',
    MAY_OVERRIDE: '{role:role} may override all rules and sees every client',
    READS_ALL: '{role:role} sees every client',
    HOLDS: 'holds the client as {role:role}',
    STANDS_IN: 'stands in for {employee:insteadOf}, {role:role}',
    OFFERED: 'is to answer the handoff {transfer:transfer}[, in place of {employee:insteadOf}]',
    OFFERED_TO_ROLE: 'may answer the handoff {transfer:transfer} as {role:role}',
    DECIDES: 'decides on the handoff {transfer:transfer} as {role:role}',
    MAY_READ: '{role:role} sees such clients',
    MAY_NOT_READ: '{role:role} does not see such clients',
    NOT_CONCERNED: 'neither holds the client nor stands in for a holder, and no handoff waits for them',
    NOT_EMPLOYED: 'is not employed now in a role of this department',
  },
};
