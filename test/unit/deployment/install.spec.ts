import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'consilium-install-'));
  for (const file of ['package.json', 'package-lock.json', '.npmrc'])
    copyFileSync(join(root, file), join(folder, file));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** How many packages npm would put into an empty folder; it plans from the lock file alone and installs nothing. */
function planned(...options: string[]): number {
  const environment = { ...process.env, NODE_ENV: 'production' };
  const { stdout, stderr } = spawnSync(
    'npm',
    ['ci', '--dry-run', '--offline', '--ignore-scripts', '--loglevel=notice', ...options],
    {
      cwd: folder,
      env: environment,
      encoding: 'utf8',
    },
  );
  const added = /^added (\d+) packages/m.exec(stdout);
  if (added === null) throw new Error(stderr);
  return Number(added[1]);
}

describe('npm ci where NODE_ENV=production is set', () => {
  it('installs what building takes, since the two commands build; --include=prod leaves it out, as in the image', () => {
    const all = planned();
    const production = planned('--omit=dev', '--include=prod');
    expect(production).toBeGreaterThan(100);
    expect(all).toBeGreaterThan(2 * production);
    expect(readFileSync(join(root, 'Dockerfile'), 'utf8')).toContain('npm prune --omit=dev --include=prod');
  });
});
