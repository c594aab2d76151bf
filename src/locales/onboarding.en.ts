/** What is odd about a client that moved in. */
export const onboardingEn = {
  oddities: {
    HOLDER_UNFIT: '{employee:employeeId} cannot hold the client as {role:role}: {why}',
    DEPUTY_UNFIT: '{employee:employeeId} cannot stand in as {role:role}: {why}',
    ORDERS_BEFORE_REGISTRATION:
      'orders from before the client was registered on {date:registeredAt}: {orders}, the first on {date:first}',
    ORDERS_SAY_OTHERWISE:
      'told to be in {state:told}; by its orders, the last on {date:lastAt}, it would be in {state:state}',
    NO_ORDER_LASTED: 'every order was cancelled or returned: {orders}',
    MOVED_BY_TIME: 'told to be in {state:told}; by the rules it is in {state:state} by now',
    ALIKE: '{kind}: {client:clientId}, {by}',
    SAME_ID: 'has the same {kind} as {client:clientId}: {id}',
    ORDER_TWICE:
      'order ids that came more than once: {orders}, such as {orderId}; the row that was placed first is taken',
    MARK_BEFORE_ORDER:
      'orders shipped, paid, cancelled or returned before they were placed: {orders}, such as {orderId}',
    RETURNED_UNSHIPPED: 'orders returned that were never shipped: {orders}, such as {orderId}',
    NEGATIVE_TOTAL: 'orders with a total below 0: {orders}, such as {orderId}',
    OTHER_CURRENCY: 'orders in another currency: {orders}, such as {orderId}',
    RELEASED_BY_TIME:
      '{employee:employeeId} held the client as {role:role} and lost it by the rules[: {transfer:transfer}]',
    SAME_ORDER: 'has order ids that {client:clientId} has: {orders}, such as {orderId}',
    ROW_TWICE: 'came twice, first as entry {first}; nothing was done',
  },
  unfit: {
    UNKNOWN_EMPLOYEE: 'is not on the staff',
    EMPLOYEE_LEFT: 'has left',
    EMPLOYEE_LACKS_ROLE: 'does not have the role',
    ROLE_NOT_IN_STATE: 'the role has no part in the client’s state',
  },
};
