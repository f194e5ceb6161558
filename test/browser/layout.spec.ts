/**
 * How the main screens are laid out, in three sizes and both languages: nothing stands outside of the window, no text is cut off, none lies
 * upon another, and the parts stand in the columns in which they were reviewed. Renewed on purpose by UPDATE_GOLDEN=yes; with CI=true that is
 * refused. Why not the pixels: docs/decisions/0008-layouts-not-pixels.md.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { soon } from '../support/until.js';
import { describeInBrowser, findChromium, launchBrowser } from './support/chromium.js';
import { faultsOfLayout, partsOfLayout } from './support/layout.js';
import { openPage, signIn } from './support/pages.js';
import { startService, type ServiceUnderTest } from './support/service.js';

const sizes = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
  { width: 390, height: 844 },
] as const;

interface Screen {
  readonly path: string;
  /** Is there once the screen is drawn. */
  readonly drawn: string;
  /** What is compared of it. */
  readonly parts: readonly string[];
}

const frame = ['header', 'nav', 'main', 'h1'];

describeInBrowser('the layout', () => {
  let service: ServiceUnderTest;
  let browser: Browser;
  let screens: Readonly<Record<string, Screen>>;

  beforeAll(async () => {
    browser = await launchBrowser(findChromium() ?? '');
    service = await startService();
    const { items } = await service.call<{ items: { id: string; pointCount: number }[] }>('GET', '/api/cases');
    for (const { id } of items.slice(0, 3)) {
      const path = `/api/meetings/${service.meetingId}`;
      const { version } = await service.call<{ version: number }>('GET', path);
      await service.call('POST', `${path}/agenda`, { body: { caseId: id }, ifMatch: `"${version}"` });
    }
    const fullest = [...items].sort((one, other) => other.pointCount - one.pointCount)[0]!;
    screens = {
      worklist: {
        path: '/worklist?waits=any',
        drawn: 'tbody tr[data-row]',
        parts: [...frame, 'thead th', 'tbody tr[data-row]:first-child > td'],
      },
      case: {
        path: `/cases/${fullest.id}`,
        drawn: '[data-first-screen] svg[role="img"]',
        parts: [
          ...frame,
          '[role="tablist"]',
          '[data-first-screen] h2',
          '[data-first-screen] figure',
          '[data-first-screen] table',
        ],
      },
      agenda: {
        path: `/meetings/${service.meetingId}`,
        drawn: 'ol > li [data-case]',
        parts: [...frame, 'ol > li:first-of-type', 'ol > li:first-of-type > *'],
      },
    };
  });
  afterAll(async () => {
    await browser?.close();
    await service?.close();
  });

  async function laidOut(page: Page, { path, drawn, parts }: Screen, say: (line: string) => void): Promise<string[]> {
    await page.setViewportSize(sizes[0]);
    await page.goto(`${service.url}${path}`);
    await page.locator(drawn).first().waitFor();
    await page.evaluate('document.fonts.ready.then(() => undefined)');
    const faults: string[] = [];
    for (const size of sizes) {
      await page.setViewportSize(size);
      // Drawn anew once the window has its size: two frames later.
      await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
      faults.push(...(await faultsOfLayout(page)).map((fault) => `${path.split(/[?/]/)[1]} ${size.width}: ${fault}`));
      say(`${size.width}x${size.height}`);
      for (const line of await partsOfLayout(page, parts)) say(`  ${line}`);
    }
    return faults;
  }

  it.each(['en', 'de'])('of worklist, case and agenda is whole, and as it was reviewed, in %s', async (language) => {
    const { context, page } = await openPage(browser);
    await signIn(page, service, service.coordinator);
    await page.evaluate(`localStorage.setItem('consilium.language', '${language}')`);
    const lines: string[] = [];
    const faults: string[] = [];
    for (const [name, screen] of Object.entries(screens)) {
      lines.push(`=== ${name}`);
      faults.push(...(await laidOut(page, screen, (line) => lines.push(line))));
    }
    await context.close();
    expect(faults).toEqual([]);
    const file = new URL(`./golden/layout.${language}.txt`, import.meta.url);
    const text = `${lines.join('\n')}\n`;
    if (process.env['UPDATE_GOLDEN'] === 'yes') {
      if (process.env['CI'] === 'true') throw new Error('A layout is reviewed by eye and is not renewed with CI=true.');
      writeFileSync(file, text);
    }
    expect(text).toBe(readFileSync(file, 'utf8'));
  });

  it('is looked at by means that find what is broken', async () => {
    const { context, page } = await openPage(browser);
    await page.setContent(`
      <style>body { margin: 0; font: 16px sans-serif } p { margin: 0 }</style>
      <p id="out" style="position: relative; left: 2000px; width: 100px">outside</p>
      <p id="cut" style="width: 40px; overflow: hidden; white-space: nowrap">cut off at the end</p>
      <p id="under">lies under another</p><p id="over" style="margin-top: -14px">lies over another</p>
      <p>stands by itself</p>`);
    await soon(async () =>
      expect(await faultsOfLayout(page)).toEqual([
        'p#out stands outside: outside',
        'p#cut is cut off: cut off at the end',
        'p#under lies under p#over: lies under another',
      ]),
    );
    await context.close();
  });
});
