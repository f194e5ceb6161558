import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const project = resolve(import.meta.dirname, '../..');

interface CruiseReport {
  readonly modules: readonly unknown[];
  readonly summary: {
    readonly violations: readonly {
      readonly rule: { readonly name: string };
      readonly from: string;
      readonly to: string;
    }[];
  };
}

async function violationsIn(folder: string): Promise<CruiseReport> {
  const command = join(project, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const { stdout } = await run(
    process.execPath,
    [command, '--config', join(project, '.dependency-cruiser.cjs'), '--output-type', 'json', 'src'],
    {
      cwd: folder,
      maxBuffer: 64 * 1024 * 1024,
    },
  ).catch((failure: { stdout: string }) => failure);
  return JSON.parse(stdout) as CruiseReport;
}

/** Files of a tiny project that breaks one rule each; the first file is the offender. */
const planted: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'core-response-imports': {
    'src/core/response/index.ts': "export { logger } from '../../platform/observability/index.js';",
    'src/platform/observability/index.ts': 'export const logger = 1;',
  },
  'core-is-pure': {
    'src/core/formats/index.ts': "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;",
  },
  'platform-audit-imports': {
    'src/platform/audit/index.ts': "export { actor } from '../access/index.js';",
    'src/platform/access/index.ts': 'export const actor = 1;',
  },
  'modules-assessments-imports': {
    'src/modules/assessments/index.ts': "export { triage } from '../triage/index.js';",
    'src/modules/triage/index.ts': 'export const triage = 1;',
  },
  'web-imports': {
    'src/web/main.tsx': "export { flag } from '../modules/triage/index.js';",
    'src/modules/triage/index.ts': 'export const flag = 1;',
  },
  'web-frame-imports': {
    'src/web/frame/shell.ts': "export { agenda } from '../meetings/agenda.js';",
    'src/web/meetings/agenda.ts': 'export const agenda = 1;',
  },
  'web-meetings-imports': {
    'src/web/meetings/agenda.ts': "export { rule } from '../rules/rule.js';",
    'src/web/rules/rule.ts': 'export const rule = 1;',
  },
  'web-texts-imports': {
    'src/web/texts/english.ts': "export type { Upload } from '../imports/upload.js';",
    'src/web/imports/upload.ts': 'export type Upload = 1;',
  },
  'web-app-on-top': {
    'src/web/worklist/row.ts': "export { router } from '../app/router.js';",
    'src/web/app/router.ts': 'export const router = 1;',
  },
  'web-folder-known': {
    'src/web/app/router.ts': "export { page } from '../unheard-of/page.js';",
    'src/web/unheard-of/page.ts': 'export const page = 1;',
  },
  'web-no-folder-cycle': {
    'src/web/patient/page.ts': "export { table } from './lesions/table.js';",
    'src/web/patient/lesions/table.ts': "export { one } from '../behind/one.js';\nexport const table = 1;",
    'src/web/patient/behind/one.ts': 'export const one = 1;',
    'src/web/patient/behind/other.ts': "export { table } from '../lesions/table.js';",
  },
  'roots-use-doors': {
    'src/web/main.tsx': "export { hidden } from '../core/response/hidden.js';",
    'src/core/response/hidden.ts': 'export const hidden = 1;',
  },
  'through-the-door': {
    'src/modules/triage/index.ts': "export { hidden } from '../assessments/hidden.js';",
    'src/modules/assessments/hidden.ts': 'export const hidden = 1;',
  },
  'no-cycle': {
    'src/core/planning/index.ts': "import { other } from './other.js';\nexport const one = other;",
    'src/core/planning/other.ts': "import { one } from './index.js';\nexport const other = one;",
  },
  'nobody-imports-roots': {
    'src/modules/boards/index.ts': "export { root } from '../../main.js';",
    'src/main.ts': 'export const root = 1;',
  },
};

describe('the boundary check', () => {
  it('finds nothing in the project as it stands', async () => {
    const report = await violationsIn(project);
    expect(report.modules.length).toBeGreaterThan(20);
    expect(report.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual([]);
  });

  it.each(Object.entries(planted))('catches a planted violation of %s', async (rule, files) => {
    const folder = await mkdtemp(join(tmpdir(), 'consilium-boundaries-'));
    try {
      await cp(join(project, 'tsconfig.json'), join(folder, 'tsconfig.json'));
      // The web client is left out of tsconfig.json, which has to find a file all the same.
      for (const [path, text] of Object.entries({ 'test/empty.ts': 'export {};', ...files })) {
        await mkdir(dirname(join(folder, path)), { recursive: true });
        await writeFile(join(folder, path), text);
      }
      const report = await violationsIn(folder);
      expect(report.summary.violations.map((violation) => violation.rule.name)).toContain(rule);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
