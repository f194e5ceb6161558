/** How long the client takes in a browser: 1,000 flags on the worklist, and a patient of 100 lesions at 20 timepoints. */
import { existsSync } from 'node:fs';
import { chromium, type Page } from 'playwright-core';
import { type BenchService, flaggedPatient, startBenchService } from './support/bench-service.js';

const flags = 1_000;
const lesions = 100;
const timepoints = 20;
const rounds = 7;
const executable = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const limits = { usable: 1_000, interaction: 100 } as const;

/** Prints each figure with its limit; the exit status is 1 where one is over it. */
export async function run(): Promise<void> {
  if (!existsSync(executable))
    throw new Error(
      `There is no Chromium at ${executable}. Install it with: apt-get install chromium (or name one with CHROMIUM=/path).`,
    );
  const service = await startBenchService();
  const browser = await chromium.launch({
    executablePath: executable,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  try {
    const patientId = await furnish(service);
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 }, bypassCSP: true });
    await signIn(page, service);
    let presses = 0;
    const over = [
      await told('worklist of 1,000 flags, usable', limits.usable, () =>
        usable(page, `${service.url}/worklist`, 'tbody tr:nth-child(20)'),
      ),
      await told('worklist, all 1,000 rows loaded: typing into the search', limits.interaction, async () => {
        await loadAll(page);
        // Typed and taken back in turn, so that the list is narrowed and whole again.
        return interaction(page, () =>
          page.locator('#worklist-search').press((presses += 1) % 2 === 1 ? 'n' : 'Backspace'),
        );
      }),
      await told('worklist: the next row by key', limits.interaction, async () => {
        await page.locator('[data-row-link]').first().focus();
        return interaction(page, () => page.keyboard.press('j'));
      }),
      await told('patient of 100 lesions x 20 timepoints, usable', limits.usable, () =>
        usable(page, `${service.url}/patients/${patientId}`, 'table tbody tr:nth-child(100)'),
      ),
      await told('patient: all 100 charts', limits.interaction, () =>
        interaction(page, () => page.getByRole('button', { name: /^Show (all|fewer)/ }).click()),
      ),
      await told('patient: unfolding all verdicts', limits.interaction, () =>
        interaction(page, () => page.locator('details > summary').last().click()),
      ),
    ].filter(Boolean);
    if (over.length > 0) process.exitCode = 1;
  } finally {
    await browser.close();
    await service.close();
  }
}

async function furnish(service: BenchService): Promise<string> {
  const patient = await flaggedPatient();
  for (let start = 0; start < flags; start += 100) {
    const documents = Array.from({ length: 100 }, (_, index) => patient(start + index));
    await service.call('POST', '/api/facts', { as: 'sender', body: documents.flatMap(({ facts }) => facts) });
    await service.call('POST', '/api/assessments', {
      as: 'sender',
      body: documents.flatMap(({ assessments }) => assessments),
    });
  }
  const receipts = await service.call<{ results: { patientId: string }[] }>('POST', '/api/assessments', {
    as: 'sender',
    body: manyLesions(),
  });
  await service.classified(flags);
  const [receipt] = receipts.results;
  if (receipt === undefined) throw new Error('The large patient was not recorded.');
  return receipt.patientId;
}

function manyLesions(): unknown[] {
  return Array.from({ length: timepoints }, (_, scan) => ({
    issuer: 'bench',
    sourceId: `large/${scan}`,
    synthetic: true,
    patient: { issuer: 'bench', id: 'large' },
    evaluator: 'radiology',
    modality: 'CT',
    timepoint: {
      label: `scan ${scan}`,
      date: new Date(Date.UTC(2022, scan * 2, 10)).toISOString().slice(0, 10),
      baseline: scan === 0,
    },
    findings: Array.from({ length: lesions }, (_unused, lesion) => ({
      lesion: `L${lesion}`,
      role: lesion < 5 ? 'target' : 'non-target',
      organ: lesion % 2 === 0 ? 'lung' : 'liver',
      axis: 'longest-diameter',
      state: 'measured',
      size: String(12 + ((lesion * 7 + scan * (lesion % 5)) % 30)),
    })),
  }));
}

async function signIn(page: Page, { url, coordinator }: BenchService): Promise<void> {
  await page.goto(url);
  await page.getByLabel('E-mail').fill(coordinator.email);
  await page.getByLabel('Password', { exact: true }).fill(coordinator.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.locator('tbody tr').first().waitFor();
}

async function loadAll(page: Page): Promise<void> {
  for (let more = page.getByRole('button', { name: 'Load more' }); (await more.count()) > 0;) {
    const rows = await page.locator('tbody tr').count();
    await more.click();
    await page.waitForFunction(`document.querySelectorAll('tbody tr').length > ${rows}`);
  }
}

/** Milliseconds from the navigation to the frame in which what is needed stands on the page and the browser is idle enough to paint it. */
async function usable(page: Page, address: string, needed: string): Promise<number> {
  await page.goto(address, { waitUntil: 'commit' });
  await page.locator(needed).first().waitFor({ state: 'attached' });
  return page.evaluate<number>(
    'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))',
  );
}

/** Milliseconds from the browser's event to the frame that shows its effect, as the browser itself times them. */
async function interaction(page: Page, act: () => Promise<void>): Promise<number> {
  // An evaluation waits for the promise that it ends with: void keeps this one for later.
  await page.evaluate(`
    void (window.slowest = new Promise((done) => {
      const watch = ['keydown', 'click'];
      const start = (event) => {
        watch.forEach((name) => document.removeEventListener(name, start, true));
        const at = event.timeStamp;
        requestAnimationFrame(() => setTimeout(() => done(performance.now() - at), 0));
      };
      watch.forEach((name) => document.addEventListener(name, start, true));
    }))`);
  await act();
  return page.evaluate<number>('window.slowest');
}

/** @returns whether the median is over its limit */
async function told(what: string, limit: number, once: () => Promise<number>): Promise<boolean> {
  await once();
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) times.push(await once());
  times.sort((one, other) => one - other);
  const median = times[Math.floor(rounds / 2)] ?? NaN;
  console.log(
    `${what}: median ${median.toFixed(0)} ms, worst ${(times.at(-1) ?? NaN).toFixed(0)} ms (limit ${limit} ms)${median > limit ? '  OVER' : ''}`,
  );
  return median > limit;
}
