/**
 * Which layer of src/ may import which. A layer is a file or a folder: `storage/port` is `storage/port.ts`,
 * `storage/port-*.ts` and `storage/port/**`. A layer may always import itself.
 */
const ground = ['errors', 'time', 'locales'];
const definition = [...ground, 'conditions', 'blueprint'];
const actors = ['client', 'handoff', 'workforce'];
const deciders = [
  'assignment',
  'redistribution',
  'motivation',
  'insight',
  'lint',
  'duplicates',
  'erasure',
  'work',
  'proposals',
];
const domain = [...definition, ...actors, ...deciders];
const core = [...domain, 'service', 'storage/port', 'storage/memory'];

const mayImport = {
  errors: [],
  earlier: [],
  time: ['errors'],
  locales: ['errors', 'time'],
  conditions: ground,
  blueprint: [...ground, 'conditions', 'earlier'],
  client: [...definition, ...actors, 'earlier'],
  handoff: [...definition, ...actors],
  workforce: [...definition, ...actors],
  assignment: [...definition, ...actors],
  redistribution: [...definition, ...actors],
  motivation: [...definition, ...actors],
  insight: [...definition, ...actors],
  lint: [...definition, ...actors],
  duplicates: [...definition, ...actors],
  erasure: [...definition, ...actors],
  work: [...definition, ...actors],
  proposals: [...definition, ...actors],
  service: [...domain, 'earlier', 'storage/port'],
  'storage/port': ['errors', 'time', 'conditions'],
  // Stores judge conditions; they know nothing of clients.
  'storage/memory': ['errors', 'time', 'conditions', 'storage/port'],
  'storage/sql': ['errors', 'time', 'conditions', 'earlier', 'storage/port'],
  schema: [...definition, ...actors, 'redistribution', 'work', 'proposals', 'motivation'],
  testing: [...core, 'storage/sql'],
  index: core,
  entries: [...core, 'schema', 'storage/sql', 'testing'],
};

/** What a layer may import on top of that, with `import type` only. */
const mayImportTypes = {
  earlier: ['storage/port'],
  'storage/port': domain,
  'storage/memory': domain,
  'storage/sql': domain,
};

/** The npm packages that src/ may import; kysely stays within `storage/sql`. */
const packages = ['immer', 'zod', 'date-fns'];

const filesOf = (layer) => `^src/${layer}[./-]`;
const allFilesOf = (layers) => layers.map(filesOf);
const filesOfPackage = (name) => `(^|/)node_modules/${name}/`;
const layers = Object.keys(mayImport);

const layerRules = layers.flatMap((layer) => {
  const types = mayImportTypes[layer] ?? [];
  const from = { path: filesOf(layer) };
  const allowed = [layer, ...mayImport[layer]];
  return [
    {
      name: `${layer}: its layers only`,
      severity: 'error',
      from,
      to: { path: '^src/', pathNot: allFilesOf([...allowed, ...types]) },
    },
    {
      name: `${layer}: types only`,
      severity: 'error',
      from,
      to: {
        path: allFilesOf(types.filter((other) => !allowed.includes(other))),
        dependencyTypesNot: ['type-only'],
      },
    },
  ];
});

module.exports = {
  forbidden: [
    ...layerRules.filter((rule) => rule.to.path.length > 0),
    {
      name: 'every file has a layer',
      severity: 'error',
      from: {},
      to: { path: '^src/', pathNot: allFilesOf(layers) },
    },
    {
      name: 'nothing imports the entry',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^src/(index|entries/.*)\\.ts$' },
    },
    {
      name: 'examples use the entries only',
      severity: 'error',
      from: { path: '^examples/' },
      to: { path: '^src/', pathNot: '^src/(index|entries/[a-z]+|locales/(en|ru))\\.ts$' },
    },
    {
      name: 'no cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no orphans',
      severity: 'error',
      from: { path: '^src/', orphan: true },
      to: {},
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no Node.js built-ins',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'allowed packages only',
      severity: 'error',
      from: { path: '^src/', pathNot: filesOf('storage/sql') },
      to: { path: 'node_modules/', pathNot: packages.map(filesOfPackage) },
    },
    {
      name: 'allowed packages and kysely only',
      severity: 'error',
      from: { path: filesOf('storage/sql') },
      to: { path: 'node_modules/', pathNot: [...packages, 'kysely'].map(filesOfPackage) },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Run beside packages of their own: `npm run orms`, `npm run otel`.
    exclude: { path: '^tests/(orms|otel)/.*[.]mjs$' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};
