import type { Blueprint } from '../../blueprint/blueprint.ts';
import { invalidArgument } from '../../errors/invalid-argument.ts';
import { blueprintOf, type Work } from '../../work/define-work.ts';
import { printOf } from './print-of.ts';

/**
 * Work of another blueprint would count in other hours, and know other roles, than its clients are led by.
 * @throws INVALID_ARGUMENT where it is none that `defineWork` gave, or one of another blueprint
 */
export function assertMadeFor(blueprint: Blueprint, work: Work): void {
  const own = blueprintOf(work);
  const wrong =
    own === undefined
      ? 'must be what defineWork gives'
      : own === blueprint || printOf(own) === printOf(blueprint)
        ? undefined
        : 'must be made of the conveyor of these sales';
  if (wrong === undefined) return;
  throw invalidArgument('openWork', [{ path: 'options.work', code: 'NOT_VALID', message: wrong }]);
}
