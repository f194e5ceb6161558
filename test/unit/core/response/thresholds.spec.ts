/** Every limit stands once in the code and once in docs/clinical-basis.md, with the same value. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as thresholds from '../../../../src/core/response/thresholds.js';
import { formatMillimetresShort } from '../../../../src/core/response/index.js';

const project = fileURLToPath(new URL('../../../../', import.meta.url));
const page = readFileSync(join(project, 'docs/clinical-basis.md'), 'utf8');

function shown(name: string, value: number | string): string {
  if (typeof value === 'string') return value;
  if (name.endsWith('Percent')) return `${value} %`;
  if (/^days(?!Per)|Days$/.test(name)) return `${value} days`;
  return value >= 1000 ? `${formatMillimetresShort(value)} mm` : String(value);
}

const limits = Object.entries(thresholds).flatMap(([group, values]) =>
  Object.entries<number | string>(values).map(([name, value]) => [`${group}.${name}`, shown(name, value)] as const),
);

it.each(limits)('%s is documented as %s', (name, value) => {
  expect(page).toContain(`| \`${name}\` | ${value} | `);
});

it('documents no limit that the code does not hold', () => {
  const named = [...page.matchAll(/^\| `([A-Za-z]+\.[A-Za-z]+)` \|/gm)].map(([, name]) => name);
  expect(named.sort()).toEqual(limits.map(([name]) => name).sort());
});

it('names for each group an anchor that is there', () => {
  const source = readFileSync(join(project, 'src/core/response/thresholds.ts'), 'utf8');
  const anchors = [...source.matchAll(/clinical-basis\.md#([a-z0-9-]+)/g)].map(([, anchor]) => anchor);
  const headings = [...page.matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
    title!
      .toLowerCase()
      .replaceAll(/[^a-z0-9 -]/g, '')
      .replaceAll(' ', '-'),
  );
  expect(anchors).toHaveLength(Object.keys(thresholds).length);
  expect(headings).toEqual(expect.arrayContaining(anchors));
});

/** Files of the folders that compare sizes and days, but where limits are data: the thresholds and the published definitions. */
function filesIn(folder: string): string[] {
  return readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('schema.d.ts'))
    .map((file) => join(folder, file));
}

it.each([
  ['a length in micrometres compared or added', /(?:[<>]=?|[-+]) *\d+_000\b(?!_)|(?:[<>]=?|[-+]) *[1-9]000\b/],
  ['a length in millimetres', /\b\d+ \* millimetre\b/],
  ['a ratio of sizes', /\b(?:10|5|100) \* now\b|\* (?:1\.2|0\.7)\b|\b1\.2 \*|\b0\.7 \*/],
  ['a number of days', /\b(?:days|Days|window)\w*(?: [<>]=?|:| =) (?:14|26|28|42|56|61|84)\b/],
])('%s stands nowhere else', (_, pattern) => {
  const allowed =
    /thresholds\.ts$|pattern-definitions\.ts$|analyses\/|lengths\.ts$|modules\/.*(sweep|limits|module)|web\/(app|meetings|session)\//;
  const found = ['src/core', 'src/modules', 'src/web', 'src/commands']
    .flatMap(filesIn)
    .filter((file) => !allowed.test(file))
    .flatMap((file) =>
      readFileSync(join(project, file), 'utf8')
        .split('\n')
        .filter((line) => pattern.test(line) && !/^\s*(?:\*|\/\/)/.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    );
  expect(found).toEqual([]);
});
