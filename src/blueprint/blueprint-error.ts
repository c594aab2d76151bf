import { ConveyorError } from '../errors/conveyor-error.ts';
import type { Problem } from '../errors/problem.ts';

/** A blueprint that cannot run. `problems` lists every fault at once, each with its path. */
export class BlueprintError extends ConveyorError {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[], heading = 'The blueprint cannot run') {
    const lines = problems.map(({ path, message }) => `- ${path || 'blueprint'}: ${message}`);
    super('INVALID_BLUEPRINT', `${heading}:\n${lines.join('\n')}`, { details: { problems } });
    this.name = 'BlueprintError';
    this.problems = problems;
  }
}
