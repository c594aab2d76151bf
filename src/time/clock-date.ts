import { constructFromSymbol } from 'date-fns/constants';

/**
 * A date whose calendar is that of UTC on every host, for date-fns, which otherwise reads the calendar of the machine: what the clocks of
 * a zone show is reckoned with as if it were UTC.
 */
export class ClockDate extends Date {
  [constructFromSymbol](value: Date | number | string): ClockDate {
    return new ClockDate(value);
  }

  override getFullYear(): number {
    return this.getUTCFullYear();
  }
  override getMonth(): number {
    return this.getUTCMonth();
  }
  override getDate(): number {
    return this.getUTCDate();
  }
  override setFullYear(...given: [year: number, month?: number, date?: number]): number {
    return this.setUTCFullYear(...given);
  }
  override setMonth(...given: [month: number, date?: number]): number {
    return this.setUTCMonth(...given);
  }
  override setDate(date: number): number {
    return this.setUTCDate(date);
  }
}
