/** Asks for statements by kept credits, in a process of its own: see pay.ts. */
import { statementsFrom } from './pay.ts';

await statementsFrom(process.argv[2] as string);
