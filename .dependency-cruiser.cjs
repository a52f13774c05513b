// Who may import whom. docs/ARCHITECTURE.md explains the layers; this file makes them true.

const RENDERER = '^src/renderer/src/';
const TESTS = '\\.test\\.ts$|/testing/|/__fixtures__/';
const CONTRACT = '^src/preload/contract/';

/** Per layer: the layers it may import besides itself, and where to put what it must not do. */
const LAYERS = {
  domain: { may: [], instead: 'Move what is pure here, and inject clocks, randomness and data.' },
  importers: { may: ['domain'], instead: 'Importers turn bytes into drafts; a use case stores them.' },
  exporters: {
    may: ['domain'],
    instead: 'Exporters turn rows into bytes; a use case fetches and saves them.',
  },
  authority: { may: ['domain'], instead: 'The authority is data; whoever uses it gives it a shape.' },
  suggesters: {
    may: ['domain', 'authority'],
    instead: 'A suggester turns a text into proposals; a use case knows what is coded already.',
  },
  storage: {
    may: ['domain'],
    instead: 'Storage keeps and reads rows; a use case combines it with anything else.',
  },
  records: {
    may: ['domain'],
    instead:
      'Records turn changes and rows into the texts of files and back; a use case reads and writes the files.',
  },
  search: { may: ['domain', 'storage'], instead: 'Pass it in a message, or let a use case combine the two.' },
  platform: {
    may: ['domain', '(?:importers|search|suggesters)/[^/]*(?:worker|client|protocol)'],
    contract: true,
    instead: 'The platform wraps the host and starts workers, nothing else.',
  },
  usecases: {
    may: [
      'domain',
      'authority',
      'storage',
      'records',
      'search',
      'suggesters',
      'importers',
      'exporters',
      'platform',
    ],
    contract: true,
    instead: 'A use case is a plain async function: give it what it needs as parameters.',
  },
  reading: { may: ['domain'], instead: 'Pass it in: this layer maps between the DOM and spans.' },
  state: {
    may: ['domain', 'usecases', 'storage/(?:reads|observe)'],
    contract: true,
    instead: 'View models read through storage/reads and storage/observe and write through a use case.',
  },
  actions: {
    may: ['domain', 'state', 'usecases'],
    instead: 'An action calls a use case or changes a view model.',
  },
  components: {
    may: ['domain', 'state', 'actions', 'reading', 'styles'],
    instead: 'Take it as a property, or from a view model in state/ or an action in actions/.',
  },
  views: {
    may: ['domain', 'state', 'actions', 'reading', 'components', 'usecases', 'styles'],
    instead: 'Let a view model in state/ or an action in actions/ do it.',
  },
};

/** The one place where each package may be imported. A new dependency is added here, to one layer. */
const PACKAGES = {
  valibot: `${CONTRACT}|${RENDERER}records/`,
  yazl: '^src/main/backups/',
  yauzl: '^src/main/backups/',
  'age-encryption': '^src/main/backups/',
  electron: '^src/(?:main|preload)/',
  dexie: `${RENDERER}storage/`,
  minisearch: `${RENDERER}search/`,
  chardet: `${RENDERER}importers/`,
  eld: `${RENDERER}importers/`,
  linkedom: `${RENDERER}importers/`,
  '@mozilla/readability': `${RENDERER}importers/`,
  '@zip.js/zip.js': `${RENDERER}importers/`,
  saxes: `${RENDERER}importers/`,
  'postal-mime': `${RENDERER}importers/`,
  diff: `${RENDERER}components/story/`,
  '@orama/stemmers': `${RENDERER}search/`,
  'pdfjs-dist': `${RENDERER}importers/`,
  papaparse: `${RENDERER}(?:importers|exporters)/`,
  'i18n-iso-countries': `${RENDERER}authority/`,
  'bits-ui': `${RENDERER}(?:components|views)/`,
  virtua: `${RENDERER}(?:components|views)/`,
  '@lucide/svelte': `${RENDERER}(?:components|views)/`,
  svelte: `${RENDERER}(?:main\\.ts$|(?:reading|state|actions|components|views)/)`,
  '@fontsource-variable': `${RENDERER}(?:main\\.ts$|styles/)`,
};

// A package without types of its own is resolved to the ones beside it.
const packagePath = (name) => `^node_modules/(?:@types/)?${name}/`;

const layerPath = (name) => RENDERER + (name.includes('/') ? name : `${name}/`);

const layerRules = Object.entries(LAYERS).map(([layer, { may, contract = false, instead }]) => ({
  name: `${layer}-imports`,
  severity: 'error',
  comment: `${layer} may import ${['itself', ...may, ...(contract ? ['the contract'] : [])].join(', ')}. ${instead}`,
  from: { path: `${RENDERER}${layer}/`, pathNot: TESTS },
  to: {
    path: '^src/',
    pathNot: [layer, ...may].map(layerPath).concat(contract ? CONTRACT : []),
  },
}));

const packageRules = Object.entries(PACKAGES).map(([name, owner]) => ({
  name: `only-its-layer-imports-${name}`,
  severity: 'error',
  comment: `${name} belongs to ${owner}. Go through that layer, which wraps it.`,
  from: { path: '^src/', pathNot: [owner, TESTS] },
  to: { path: packagePath(name) },
}));

module.exports = {
  forbidden: [
    ...layerRules,
    ...packageRules,
    {
      name: 'packages-are-listed',
      severity: 'error',
      comment:
        'Add the package to PACKAGES in .dependency-cruiser.cjs, with the one layer that may import it.',
      from: { path: '^src/', pathNot: TESTS },
      to: {
        path: '^node_modules/',
        pathNot: Object.keys(PACKAGES).map(packagePath),
        dependencyTypesNot: ['triple-slash-directive'],
      },
    },
    {
      name: 'contract-is-pure',
      severity: 'error',
      comment: 'Main and renderer share the contract, so it imports its validator and nothing of theirs.',
      from: { path: CONTRACT, pathNot: TESTS },
      to: { path: '^src/', pathNot: CONTRACT },
    },
    {
      name: 'main-and-preload-know-only-the-contract',
      severity: 'error',
      comment:
        'Put what both sides need into src/preload/contract; main knows nothing of reports and actors.',
      from: { path: '^src/(?:main|preload)/', pathNot: TESTS },
      to: { path: RENDERER },
    },
    {
      name: 'renderer-knows-only-the-contract',
      severity: 'error',
      comment: 'The renderer asks the host. Put shared types into src/preload/contract.',
      from: { path: RENDERER, pathNot: TESTS },
      to: { path: '^src/(?:main|preload)/', pathNot: CONTRACT },
    },
    {
      name: 'node-only-in-main',
      severity: 'error',
      comment: 'There is no Node in the renderer or the preload script: add a call to the host contract.',
      from: { path: '^src/(?:renderer|preload)/', pathNot: TESTS },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-runes-in-usecases',
      severity: 'error',
      comment: 'Move the state to state/; a use case takes plain values and returns them.',
      from: {
        path: `${RENDERER}(?:domain|importers|exporters|storage|search|platform|usecases)/`,
        pathNot: TESTS,
      },
      to: { path: '\\.svelte(?:\\.ts)?$' },
    },
    {
      name: 'only-the-worker-holds-the-index',
      severity: 'error',
      comment:
        'Ask search/search-client; the index lives in the worker. One open report is searched where it is.',
      from: { pathNot: [`${RENDERER}search/`, TESTS] },
      to: {
        path: `${RENDERER}search/`,
        pathNot: `${RENDERER}search/(?:find-in-report|[^/]*(?:worker|client|protocol))`,
      },
    },
    {
      name: 'workers-have-no-interface',
      severity: 'error',
      comment: 'Nothing a worker loads may be Svelte: split the module it gets there through.',
      from: { path: '\\.worker\\.ts$' },
      to: { path: '\\.svelte(?:\\.ts)?$|^node_modules/svelte/', reachable: true },
    },
    {
      name: 'test-helpers-only-in-tests',
      severity: 'error',
      comment: 'Move what the app needs out of the test helper.',
      from: { path: '^src/', pathNot: TESTS },
      to: { path: `${TESTS}|^node_modules/(?:vitest|fast-check|fake-indexeddb)/` },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      // A cycle of types alone harms no program, but it does keep a reader from taking the files one at a time.
      comment: 'Move what both need into a third file that imports neither.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'everything-resolves',
      severity: 'error',
      comment: 'The file or package does not exist.',
      from: {},
      // Vite's queries name what the bundler makes of a file; electron-vite has types only.
      to: { couldNotResolve: true, pathNot: ['\\?', '^electron-vite/node$'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.web.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'browser', 'import', 'default'],
      extensions: ['.ts', '.svelte', '.mjs', '.js', '.json', '.d.ts'],
    },
  },
};
