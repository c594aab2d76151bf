/**
 * What the library's types cost whoever uses them: the types that a small app makes the compiler know, and how much an editor shows of
 * the names that are used most. Reads the declarations that the build makes and bundles. Fails where a bound is crossed.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../..', import.meta.url));
const app = join(root, '.tmp', 'small-app.ts');
const text = `import { type CommandInput, createSales, defineConveyor, fact, memoryStore } from 'sales-conveyor';
import { mixed } from 'sales-conveyor/presets';
const sales = createSales({ conveyor: defineConveyor(mixed()), store: memoryStore() });
const command: CommandInput = { type: 'releaseHolder', clientId: 'acme', role: 'clientManager', reason: 'left' };
await sales.execute({ type: 'transfer', clientId: 'acme', transfer: 'handToClientManager' }, { by: 'ivanova' });
export const all = [command, fact('orders.count').atLeast(3)];
`;

/** The most letters of a tooltip, by where the name stands: as of when this was written. */
const tooltips = { 'mixed()': 80, "fact('orders": 120, 'CommandInput =': 430, 'execute(': 610 };

/** One and a half times the 7,800 types of the day on which that was asked. */
const mostTypes = 11_700;

const declarations = join(root, '.tmp', 'types');
const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  types: [],
  paths: {
    'sales-conveyor': [`${declarations}/index.d.ts`],
    'sales-conveyor/*': [`${declarations}/entries/*.d.ts`],
  },
};
const { useCaseSensitiveFileNames: _, ...files } = ts.sys;
const service = ts.createLanguageService({
  ...files,
  getCompilationSettings: () => options,
  getScriptFileNames: () => [app],
  getScriptVersion: () => '1',
  getScriptSnapshot: (name) => {
    const content = name === app ? text : ts.sys.readFile(name);
    return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
  },
  getCurrentDirectory: () => root,
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  fileExists: (name) => name === app || ts.sys.fileExists(name),
});

const faults = service
  .getSemanticDiagnostics(app)
  .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
const count = (service.getProgram() as ts.Program & { getTypeCount(): number }).getTypeCount();
console.log(`types of a small app: ${count} (at most ${mostTypes})`);
if (count > mostTypes) faults.push(`${count} types, at most ${mostTypes}`);
for (const [name, most] of Object.entries(tooltips)) {
  const { displayParts } = service.getQuickInfoAtPosition(app, text.indexOf(name)) ?? {};
  const { length } = ts.displayPartsToString(displayParts);
  console.log(`tooltip of ${name.split(/\W/)[0]}: ${length} letters (at most ${most})`);
  if (length === 0 || length > most) faults.push(`tooltip of ${name}: ${length} letters, at most ${most}`);
}
if (faults.length > 0) throw new Error(faults.join('\n'));
