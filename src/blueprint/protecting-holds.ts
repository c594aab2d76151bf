import type { Blueprint } from './blueprint.ts';

/** The holds that keep a client with its holder where a plan's policy names none. */
export const protectingHolds = ({ holds }: Pick<Blueprint, 'holds'>): string[] =>
  Object.keys(holds).filter((name) => name === 'protected' || holds[name]?.blocksTransfers);
