import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { generated } from './generated.ts';

/** `npm run generate`: writes anew what is made from the presets. A test sees to it that this is not forgotten. */
for (const [path, text] of Object.entries(generated())) {
  writeFileSync(resolve(import.meta.dirname, '..', path), text);
}
