/** What the contract has to be able to spoil of each table: the column that is cut off, and the one that names the row. */
export const cutOffRows = <Corrupt>(cutOff: (table: string, column: string, key: string) => Corrupt) => ({
  client: cutOff('sales_clients', 'body', 'id'),
  event: cutOff('sales_events', 'body', 'position'),
  employee: cutOff('sales_employees', 'body', 'id'),
  outcome: cutOff('sales_commands', 'outcome', 'command_id'),
  document: cutOff('sales_documents', 'body', 'id'),
});
