import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const { packages } = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../../package-lock.json'), 'utf8')) as {
  packages: Readonly<Record<string, LockedPackage>>;
};
const paths = Object.keys(packages);

describe('package-lock.json', () => {
  it('holds the packages of every platform: npm ci refuses a lock file without them, wherever it runs', () => {
    const asked = [
      ...new Set(
        Object.values(packages).flatMap(({ optionalDependencies }) => Object.keys(optionalDependencies ?? {})),
      ),
    ];
    expect(asked.length).toBeGreaterThan(20);
    expect(
      asked.filter(
        (name) => !paths.some((path) => path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`)),
      ),
    ).toEqual([]);
  });

  it('names no place to download from, so that it fits every registry', () => {
    expect(Object.values(packages).filter(({ resolved }) => resolved !== undefined)).toEqual([]);
  });

  it('is of this package.json', () => {
    const own = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../../package.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    const root = packages[''] as unknown as Record<string, unknown>;
    for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies'])
      expect(root[kind]).toEqual(own[kind]);
  });
});
