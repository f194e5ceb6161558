import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';

it('what is started only composes: three short files in the root of src', () => {
  const roots = readdirSync('src').filter((name) => name.endsWith('.ts'));
  expect(roots.sort()).toEqual(['cli.ts', 'demo.ts', 'main.ts']);
  for (const name of roots) {
    const lines = readFileSync(`src/${name}`, 'utf8').split('\n').length - 1;
    expect({ name, isShort: lines < 40 }).toEqual({ name, isShort: true });
  }
});
