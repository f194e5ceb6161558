import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { soon } from '../support/until.js';
import { describeInBrowser, findChromium, launchBrowser } from './support/chromium.js';
import { openPage, signIn } from './support/pages.js';
import { startService, type ServiceUnderTest } from './support/service.js';
import { violationsOf } from './support/violations.js';

const folder = fileURLToPath(new URL('../../reports/screens/', import.meta.url));

interface Listed {
  readonly id: string;
  readonly startsAt: string;
  readonly state: string;
  readonly seriesId: string | null;
}

describeInBrowser('the meetings of a board', () => {
  let service: ServiceUnderTest;
  let browser: Browser;
  let first: string;

  beforeAll(async () => {
    browser = await launchBrowser(findChromium() ?? '');
    service = await startService();
    await mkdir(folder, { recursive: true });
    first = new Date(Date.now() + 12 * 86_400_000).toISOString().slice(0, 10);
  });
  afterAll(async () => {
    await browser?.close();
    await service?.close();
  });

  const planned = async (): Promise<readonly Listed[]> =>
    (
      await service.call<{ items: Listed[] }>(
        'GET',
        `/api/boards/${service.boardId}/meetings?state=planned&limit=200&from=${new Date().toISOString()}`,
      )
    ).items;
  const openMeetings = async (): Promise<Page> => {
    const { page } = await openPage(browser);
    await signIn(page, service, service.coordinator);
    await page.goto(`${service.url}/meetings`);
    await page.getByRole('heading', { name: 'Meetings', level: 1 }).waitFor();
    return page;
  };

  it('are planned as a series by keyboard alone, after a preview of the next five', async () => {
    const page = await openMeetings();
    await page.getByRole('button', { name: 'Plan a meeting' }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('Date', { exact: true }).waitFor();
    await page.keyboard.type(first);
    // How a time is typed is the browser's and its language's.
    await page.getByLabel('Beginning').fill('14:00');
    const repeat = page.getByLabel('Repeat');
    await repeat.focus();
    await page.keyboard.press('ArrowDown');
    const preview = page.getByRole('region', { name: 'The next meetings' });
    await soon(async () => expect(await preview.getByRole('listitem').count()).toBe(5));
    expect(await violationsOf(page)).toEqual([]);
    await page.screenshot({ path: `${folder}plan-series.png` });
    await page.getByRole('button', { name: 'Plan it' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText(/26 meetings are planned|25 meetings are planned/).waitFor();
    await soon(async () =>
      expect((await planned()).filter(({ seriesId }) => seriesId !== null).length).toBeGreaterThan(20),
    );
    await page.context().close();
  });

  it('are moved from one on, and cancelled with a reason, and the page names who has to be told', async () => {
    const page = await openMeetings();
    await page
      .getByRole('button', { name: /^Move the meeting of/ })
      .nth(2)
      .click();
    const dialogue = page.getByRole('dialog');
    await dialogue.getByLabel('This meeting and those that follow').check();
    await dialogue.getByLabel('Beginning').fill('16:30');
    await dialogue.getByRole('region', { name: 'Who has to be told' }).getByText('Mia Member').waitFor();
    await dialogue.getByRole('region', { name: 'The next meetings' }).getByRole('listitem').nth(4).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.screenshot({ path: `${folder}move-series.png` });
    await dialogue.getByRole('button', { name: 'Move it' }).click();
    await page.getByText(/Please tell: .*Mia Member/).waitFor();
    const moved = (await planned()).filter(({ startsAt }) => /T1[3-6]:30/.test(startsAt));
    expect(moved.length).toBeGreaterThan(20);

    await page
      .getByRole('button', { name: /^Cancel the meeting of/ })
      .nth(1)
      .click();
    await dialogue.getByLabel('Reason (needed)').fill('Congress');
    await dialogue.getByRole('button', { name: 'Cancel the meeting' }).click();
    await page.getByText(/is cancelled\. Please tell:/).waitFor();
    await page.getByText('This meeting is cancelled. Why: Congress').waitFor();
    await page.context().close();
  });

  it('that is in the way is named where it was typed', async () => {
    const page = await openMeetings();
    const [, second] = await planned();
    const at = new Date(second?.startsAt ?? '');
    await page.getByRole('button', { name: 'Plan a meeting' }).click();
    await page.getByLabel('Date', { exact: true }).fill(at.toISOString().slice(0, 10));
    await page.keyboard.press('Tab');
    const zone = await page.getByLabel('Beginning').evaluate((input) => {
      const described = (input as unknown as { getAttribute(name: string): string | null }).getAttribute(
        'aria-describedby',
      );
      return described === null ? '' : described;
    });
    expect(zone).not.toBe('');
    const { timeZone } = (await service.call<{ items: { timeZone: string }[] }>('GET', '/api/boards')).items[0]!;
    const time = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }).format(at);
    await page.getByLabel('Beginning').fill(time);
    await page.getByRole('button', { name: 'Plan it' }).click();
    await page.getByText(/The board has a meeting at this time already/).waitFor();
    await page.context().close();
  });

  it.each([
    ['light', 1280, 720],
    ['dark', 1280, 720],
    ['light', 390, 844],
  ] as const)('stand on the days of a month, in %s colours %d wide', async (colorScheme, width, height) => {
    const { context, page } = await openPage(browser, { colorScheme, width, height });
    await signIn(page, service, service.coordinator);
    for (const view of ['list', 'month']) {
      await page.goto(`${service.url}/meetings${view === 'month' ? `?view=month&month=${first.slice(0, 7)}` : ''}`);
      await page.getByRole('heading', { name: 'Meetings', level: 1 }).waitFor();
      if (view === 'month') await page.locator('table a').first().waitFor();
      expect(await violationsOf(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(
        0,
      );
      await page.screenshot({ path: `${folder}meetings-${view}-${width}-${colorScheme}.png` });
    }
    await page.getByRole('link', { name: 'Month after' }).click();
    await page.waitForURL(/month=/);
    await context.close();
  });
});
