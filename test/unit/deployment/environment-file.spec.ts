import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { environmentFile } from '../../../src/commands/settings.js';
import { describeSettings } from '../../../src/platform/config/index.js';

const root = resolve(import.meta.dirname, '../../..');
const example = readFileSync(resolve(root, '.env.example'), 'utf8');

describe('.env.example', () => {
  it('is what `consilium settings --env` writes: every setting and no other', () => {
    expect(example).toBe(environmentFile(describeSettings()));
    const variables = [...example.matchAll(/^#([A-Z_]+)=$/gm)].map(([, name]) => name);
    expect(variables).toEqual(
      describeSettings().flatMap(({ variable, fileVariant }) => [
        variable,
        ...(fileVariant ? [`${variable}_FILE`] : []),
      ]),
    );
  });

  it('sets nothing as it stands', () => {
    const set = example.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(set).toEqual([]);
  });

  it('keeps the filled-in copy out of the repository and out of the image', () => {
    expect(readFileSync(resolve(root, '.gitignore'), 'utf8').split('\n')).toContain('.env');
    expect(readFileSync(resolve(root, '.dockerignore'), 'utf8').split('\n')).toContain('.env');
  });
});
