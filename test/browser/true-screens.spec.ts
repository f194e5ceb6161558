/** Cases of which a page once said something false: each page says what was measured, and nothing more. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { soon, until } from '../support/until.js';
import { describeInBrowser, findChromium, launchBrowser } from './support/chromium.js';
import { openPage, signIn } from './support/pages.js';
import { startService, type ServiceUnderTest } from './support/service.js';

type Size = string | { readonly state: string; readonly size?: string };
interface DrawnLesion {
  readonly organ: string;
  readonly role?: 'target' | 'non-target' | 'new';
  /** By scan; null where the scan has no row of it. */
  readonly sizes: readonly (Size | null)[];
}

const days = ['2026-01-05', '2026-03-09', '2026-05-11'];
const axisOf = (organ: string): string => (organ === 'lymph-node' ? 'short-axis' : 'longest-diameter');

function findingOf(lesion: string, { organ, role = 'target' }: DrawnLesion, size: Size): object {
  const said = typeof size === 'string' ? { state: 'measured', size } : size;
  return { lesion, role, organ, axis: axisOf(organ), ...(role === 'new' ? { certainty: 'unequivocal' } : {}), ...said };
}

/** The assessments of an invented patient, one a scan, as a sender posts them. */
function assessmentsOf(id: string, lesions: Readonly<Record<string, DrawnLesion>>): object[] {
  const scans = Math.max(...Object.values(lesions).map(({ sizes }) => sizes.length));
  return Array.from({ length: scans }, (_, scan) => ({
    issuer: 'true-screens',
    sourceId: `${id}/${scan}`,
    synthetic: true,
    patient: { issuer: 'true-screens', id },
    treatmentLine: `${id}/1`,
    evaluator: 'radiology',
    reader: 'reader 1',
    modality: 'CT',
    timepoint: { label: scan === 0 ? 'baseline' : `scan ${scan}`, date: days[scan], baseline: scan === 0 },
    findings: Object.entries(lesions).flatMap(([lesion, drawn]) => {
      const size = drawn.sizes[scan] ?? null;
      return size === null ? [] : [findingOf(lesion, drawn, size)];
    }),
  }));
}

const lung = (...sizes: (Size | null)[]): DrawnLesion => ({ organ: 'lung', sizes });
const node = (...sizes: (Size | null)[]): DrawnLesion => ({ organ: 'lymph-node', sizes });

const documents = {
  node: assessmentsOf('node', { N: node('12', '9.5'), L: lung('20', '30') }),
  normal: assessmentsOf('normal', { N: node('4', '9.5'), L: lung('30', '30') }),
  short: assessmentsOf('short', { L: lung('12', '16'), M: lung('30', '30') }),
  nadir: assessmentsOf('nadir', { L: lung('30', '15', '11'), M: lung('30', '30', '30') }),
  rise: assessmentsOf('rise', { L: lung('10', '7', '10'), M: lung('30', '30', '30') }),
  words: assessmentsOf('words', {
    L: lung('30', '30'),
    A: { organ: 'liver', role: 'non-target', sizes: [{ state: 'present' }, { state: 'unequivocal-progression' }] },
    B: { organ: 'bone', role: 'non-target', sizes: [{ state: 'present' }, { state: 'increased' }] },
  }),
  primary: assessmentsOf('primary', { L: lung('30', '30'), X: { organ: 'lung', role: 'new', sizes: [null, '14'] } }),
};

const secondPrimary = {
  issuer: 'true-screens',
  sourceId: 'primary/tissue',
  synthetic: true,
  patient: { issuer: 'true-screens', id: 'primary' },
  treatmentLine: 'primary/1',
  facts: [
    {
      name: 'second-primary',
      lesion: 'X',
      state: 'known',
      value: { on: '2026-03-20', histology: 'adenocarcinoma' },
      source: 'test',
    },
  ],
};

const heldRows = (patient: string, ...rows: readonly (readonly [scan: number, size: string])[]): string =>
  [
    'patient,treatment_line,evaluator,timepoint,date,baseline,modality,lesion,role,organ,axis,size_mm,synthetic',
    ...rows.map(
      ([scan, size]) =>
        `${patient},1,radiology,scan ${scan},${days[scan]},${scan === 0 ? 'yes' : 'no'},CT,L,target,lung,longest-diameter,${size},yes`,
    ),
  ].join('\n');

describeInBrowser('a page says what was measured and nothing more:', () => {
  let service: ServiceUnderTest;
  let browser: Browser;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    browser = await launchBrowser(findChromium() ?? '');
    service = await startService();
    await service.call('POST', '/api/assessments', { as: 'sender', body: Object.values(documents).flat() });
    await service.call('POST', '/api/facts', { as: 'sender', body: [secondPrimary] });
    await service.uploadCsv(heldRows('last-held', [0, '51'], [1, 'abc']));
    await service.uploadCsv(heldRows('all-held', [0, 'abc'], [1, 'abc']));
    await until('every line is classified', async () => {
      const { items } = await service.call<{ items: { id: string }[] }>('GET', '/api/patients?limit=200');
      const lines = await Promise.all(
        items.map(({ id }) => service.call<{ lines: { stale: boolean }[] }>('GET', `/api/patients/${id}`)),
      );
      return lines.every((patient) => patient.lines.every(({ stale }) => !stale));
    });
    const { items } = await service.call<{ items: { id: string }[] }>('GET', '/api/patients?limit=200');
    for (const { id } of items)
      ids.set((await service.call<{ patientId: string }>('GET', `/api/patients/${id}/identity`)).patientId, id);
  });
  afterAll(async () => {
    await browser?.close();
    await service?.close();
  });

  async function open(patient: string, path = `/patients/${ids.get(patient)}`): Promise<Page> {
    const { page } = await openPage(browser);
    await signIn(page, service, service.coordinator);
    await page.goto(`${service.url}${path}`);
    await page.locator('#content h1, #content h2').first().waitFor();
    return page;
  }
  const textOf = async (page: Page): Promise<string> =>
    (await page.locator('#content').innerText()).replace(/\u00a0/g, ' ');
  async function row(patient: string, lesion: RegExp): Promise<string> {
    const page = await open(patient);
    const found = page.getByRole('region', { name: 'Table of lesions' }).getByRole('row', { name: lesion });
    await found.waitFor();
    const text = (await found.innerText()).replace(/[\s\u00a0]+/g, ' ').replaceAll('−', '-');
    await page.context().close();
    return text;
  }

  it.each<[string, string, RegExp, RegExp]>([
    [
      'a node that became normal shrank',
      'node',
      /^N /,
      /▼ shrank -2\.5 mm from baseline.*a normal node counts as shrunk/,
    ],
    ['beside it the lung grew', 'node', /^L /, /▲ grew \+10\.0 mm from baseline/],
    ['a normal node cannot grow', 'normal', /^N /, /normal node.*a normal node cannot grow/],
    [
      'a growth short of 5 mm says what it missed',
      'short',
      /^L /,
      /grew, short of a threshold \+33\.3 %, but \+4\.0 mm of the 5 mm needed/,
    ],
    [
      'a size under the nadir stands beside the previous nadir',
      'nadir',
      /^L /,
      /30\.0 -63\.3 % 15\.0 -26\.7 % 11\.0 .*shrank/,
    ],
    [
      'a rise says from where',
      'rise',
      /^L /,
      /within noise \+42\.9 %, but \+3\.0 mm of the 5 mm needed from previous nadir/,
    ],
    ['a progression in words is told by its word', 'words', /^A /, /unequivocal progression/],
    ['an increase in words too', 'words', /^B /, /increased/],
  ])('%s', async (_, patient, lesion, said) => {
    const text = await row(patient, lesion);
    expect(text).toMatch(said);
    expect(text).not.toMatch(/not evaluable|under \+20 %/);
  });

  it('the last scan held has no sum now', async () => {
    const page = await open('last-held');
    await soon(async () =>
      expect(await textOf(page)).toContain('The last scan is held and waits for the sender: there is no sum now.'),
    );
    expect(await textOf(page)).not.toMatch(/51\.0 mm now|\(0\.0 %\)/);
    await page.context().close();
  });

  it('scans that are all held allow no word about a response, and their patient stands in the worklist', async () => {
    const page = await open('all-held');
    await soon(async () => expect(await textOf(page)).toContain('2 of 2 scans held'));
    expect(await textOf(page)).not.toMatch(/No dissociated response|0 lesions/);
    await page.context().close();
    const list = await open('all-held', '/worklist');
    await list.getByRole('heading', { name: 'Beside the cases' }).click();
    const beside = list.locator('details[open]').getByRole('listitem').filter({ hasText: 'nothing is said of them' });
    await beside.getByRole('link', { name: `Patient ${ids.get('all-held')}`, exact: true }).waitFor();
    expect(await textOf(list)).toContain('nothing is said of them before the sender answers');
    await list.context().close();
  });

  it('another tumour is named in the headline, not passed over', async () => {
    const page = await open('primary');
    await soon(async () =>
      expect(await textOf(page)).toContain('X: another tumour by tissue (second primary), in no sum and no verdict.'),
    );
    await page.context().close();
  });

  it('in German a confidence is none about risk', async () => {
    const { context, page } = await openPage(browser);
    await signIn(page, service, service.coordinator);
    await page.evaluate("localStorage.setItem('consilium.language', 'de')");
    await page.goto(`${service.url}/patients/${ids.get('HN-01')}`);
    await page.locator('#content h1').waitFor();
    expect(await textOf(page)).not.toMatch(/kein Risiko/);
    await context.close();
  });
});
