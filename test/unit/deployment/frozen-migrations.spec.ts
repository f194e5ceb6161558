/** A released migration has run on databases that nobody can reach any more: it is never edited, and never left out. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { migrations } from '../../../migrations/index.js';

type Frozen = Readonly<Record<string, { readonly release: string; readonly sha256: string }>>;

const frozen = JSON.parse(readFileSync('migrations/frozen.json', 'utf8')) as Frozen;
const files = new Map(
  readdirSync('migrations')
    .filter((name) => /^\d/.test(name))
    .sort()
    .map((name) => [name, readFileSync(`migrations/${name}`)]),
);

/** What was done to released migrations, in one line each. */
function faultsOf(released: Frozen, present: ReadonlyMap<string, Uint8Array>): string[] {
  const newest = Object.keys(released).sort().at(-1) ?? '';
  const changed = Object.entries(released).flatMap(([name, { release, sha256 }]) => {
    const content = present.get(name);
    if (content === undefined) return [`${name} is missing: release ${release} has run it`];
    const now = createHash('sha256').update(content).digest('hex');
    return now === sha256 ? [] : [`${name} was edited after release ${release}: write a new migration (it has ${now})`];
  });
  const tooOld = [...present.keys()]
    .filter((name) => !(name in released) && name < newest)
    .map((name) => `${name} would run before ${newest}, which is released: give it a later number`);
  return [...changed, ...tooOld];
}

describe('released migrations', () => {
  it('are all there, as they were released', () => {
    expect(faultsOf(frozen, files)).toEqual([]);
    expect(Object.keys(frozen)).toContain('1795000000000-CreateSchema.ts');
  });

  it('are known to be edited, missing or overtaken', () => {
    const [first = ''] = Object.keys(frozen);
    const edited = new Map([...files, [first, Buffer.from('other')]]);
    const missing = new Map([...files].filter(([name]) => name !== first));
    const overtaken = new Map([...files, ['1700000000000-Overtake.ts', Buffer.from('')]]);
    const faults = [edited, missing, overtaken].map((present) => faultsOf(frozen, present));
    expect(faults.map((found) => found.length)).toEqual([1, 1, 1]);
    expect(faults.flat().join('\n')).toMatch(/was edited after release 0\.1\.0.*\n.*is missing.*\n.*would run before/);
  });

  it('run with all others in the order of their numbers', () => {
    const names = [...files.keys()].map((name) => name.replace(/^(\d+)-(\w+)\.ts$/, '$2$1'));
    expect(migrations.map((migration) => new migration().name)).toEqual(names);
  });

  it('belong to releases of which a backup is kept', () => {
    const releases = [...new Set(Object.values(frozen).map(({ release }) => release))];
    for (const release of releases) {
      expect(readFileSync('test/integration/database/releases.spec.ts', 'utf8')).toContain(`'${release}'`);
      expect(existsSync(`test/fixtures/releases/${release}.backup`)).toBe(true);
    }
  });
});
