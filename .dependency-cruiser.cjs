/*
 * The import table of docs/architecture.md as rules: an import goes down the floors, and enters a folder by its index.ts.
 * test/conformance/boundaries.spec.ts plants one violation of each rule and expects it to be caught.
 */
const room = (folder) => `^src/${folder}/`;
/** A room has one door, its index.ts. The room of discussion has a second for what starts often, without the catalogue of rules. */
const doors = '^src/((core|platform|modules)/[^/]+/index|core/discussion/response-words)\\.ts$';
const floors = [
  'description',
  'config',
  'observability',
  'problem',
  'database',
  'audit',
  'access',
  'queue',
  'live',
  'mail',
  'pdf',
  'http',
];

/** A room may import itself, packages, and the rooms named. */
const mayImport = (from, rooms) => ({
  name: `${from.replaceAll('/', '-')}-imports`,
  comment: `${from} may import only: ${rooms.join(', ') || 'nothing of this project'}`,
  severity: 'error',
  from: { path: room(from) },
  to: { path: '^(src|migrations|test)/', pathNot: [room(from), ...rooms.map(room)].join('|') },
});

const platform = floors.map((name) => `platform/${name}`);
const core = ['response', 'record', 'formats', 'discussion', 'workflow', 'planning'].map((name) => `core/${name}`);

/**
 * The web client from the ground up: each of these may import those before it. What two features share lies below the features, which know
 * nothing of one another; only app/ sees them all.
 */
const webFoundations = [
  'format',
  'texts',
  'api',
  'session',
  'parts',
  'charts',
  'frame',
  'placement',
  'record',
  'decided',
].map((name) => `web/${name}`);
const webFeatures = [
  'about',
  'boards',
  'cases',
  'follow-up',
  'imports',
  'meeting-room',
  'meetings',
  'patient',
  'referrals',
  'rules',
  'sign-in',
  'worklist',
].map((name) => `web/${name}`);

module.exports = {
  forbidden: [
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'through-the-door',
      comment: 'a room is entered through its index.ts',
      severity: 'error',
      from: { path: '^src/(core|platform|modules)/([^/]+)/' },
      to: {
        path: '^src/(core|platform|modules)/[^/]+/.+',
        pathNot: ['^src/$1/$2/', doors],
      },
    },
    {
      name: 'roots-use-doors',
      comment: 'the composition roots and the web client enter rooms by their doors too',
      severity: 'error',
      from: { path: '^src/([^/]+\\.ts$|(web|start|commands|demo)/)' },
      to: { path: '^src/(core|platform|modules)/[^/]+/.+', pathNot: doors },
    },
    {
      name: 'nobody-imports-roots',
      comment: 'only the roots compose: main, cli and demo, and start/, commands/ and demo/ behind them',
      severity: 'error',
      from: { path: '^src/(core|platform|modules|web)/' },
      to: { path: '^src/([^/]+\\.ts$|(start|commands|demo)/)' },
    },
    {
      name: 'core-is-pure',
      comment: 'core does no input or output, knows no framework and no clock',
      severity: 'error',
      from: { path: '^src/core/' },
      to: {
        path: '^(@nestjs|typeorm|pg|bullmq|ioredis|fs|net|http|https|child_process|timers|node:(fs|net|http|https|child_process|timers))',
      },
    },
    mayImport('core/response', []),
    mayImport('core/record', ['core/response']),
    mayImport('core/formats', ['core/record', 'core/response']),
    mayImport('core/discussion', ['core/record', 'core/response']),
    mayImport('core/workflow', []),
    mayImport('core/planning', []),
    ...platform.map((folder, index) => mayImport(folder, platform.slice(0, index))),
    mayImport('modules/assessments', [...core, ...platform]),
    mayImport('modules/intake', ['modules/assessments', 'core/formats', 'core/record', 'core/workflow', ...platform]),
    mayImport('modules/triage', ['modules/assessments', ...core, ...platform]),
    mayImport('modules/boards', [
      'modules/assessments',
      'modules/triage',
      'core/discussion',
      'core/workflow',
      'core/planning',
      ...platform,
    ]),
    mayImport('modules/exchange', ['modules/assessments', 'modules/triage', 'modules/boards', ...core, ...platform]),
    mayImport('modules/insights', ['modules/assessments', 'modules/triage', 'modules/boards', ...core, ...platform]),
    mayImport('web', ['core/response']),
    ...webFoundations.map((folder, index) => mayImport(folder, ['core/response', ...webFoundations.slice(0, index)])),
    ...webFeatures.map((folder) => mayImport(folder, ['core/response', ...webFoundations])),
    {
      name: 'web-app-on-top',
      comment: 'only the entry of the web client, main.tsx, imports its router and what is around it in app/',
      severity: 'error',
      from: { path: '^src/web/', pathNot: '^src/web/(main\\.tsx$|app/)' },
      to: { path: '^src/web/(main\\.tsx$|app/)' },
    },
    {
      name: 'web-folder-known',
      comment: 'a folder of the web client has its place in this table',
      severity: 'error',
      from: { path: '^src/web/(main\\.tsx$|app/)' },
      to: { path: '^src/web/[^/]+/', pathNot: ['web/app', ...webFoundations, ...webFeatures].map(room) },
    },
    {
      name: 'web-no-folder-cycle',
      comment: 'also inside a feature: its folders import one another in one direction',
      severity: 'error',
      scope: 'folder',
      from: { path: '^src/web/' },
      to: { circular: true },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
  },
};
