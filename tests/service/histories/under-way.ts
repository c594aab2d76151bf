import type { CommandInput } from 'sales-conveyor';
import type { SideBySide } from './side-by-side.ts';

/** A random history under way: what everybody who lets something happen works with. */
export interface UnderWay {
  readonly side: SideBySide;
  /** Before that moment who has left was still there, so the clock does not go back behind it. */
  lastLeaving: number;
  /** How many plans were made. */
  plans: number;
  /** From 0 to 1. */
  random(): number;
  /** Any of them. */
  some<Item>(items: readonly Item[]): Item | undefined;
  count(what: string): void;
  execute(command: CommandInput, by: string): Promise<void>;
  hire(id: string, roles: readonly string[]): Promise<void>;
}
