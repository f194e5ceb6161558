import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { describeInBrowser, findChromium, launchBrowser } from './support/chromium.js';
import { agendaCases, openPage, signIn } from './support/pages.js';
import { soon } from '../support/until.js';
import { startService, type ServiceUnderTest } from './support/service.js';

interface Placed {
  readonly id: string;
  readonly version: number;
}

/** Puts every drafted question on the agenda, as another coordinator's program would. */
async function fillAgenda({ call, meetingId }: ServiceUnderTest): Promise<void> {
  const { items } = await call<{ items: Placed[] }>('GET', '/api/items?state=draft');
  for (const { id, version } of items) {
    await call('POST', `/api/items/${id}/accept`, { ifMatch: `"${version}"` });
    const meeting = await call<Placed>('GET', `/api/meetings/${meetingId}`);
    await call('POST', `/api/meetings/${meetingId}/agenda`, { body: { itemId: id }, ifMatch: `"${meeting.version}"` });
  }
}

describeInBrowser('an agenda that stays open', () => {
  let service: ServiceUnderTest;
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchBrowser(findChromium() ?? '');
    service = await startService();
    await fillAgenda(service);
  });
  afterAll(async () => {
    await browser?.close();
    await service?.close();
  });

  it("shows another coordinator's change by itself", async () => {
    const one = await openPage(browser);
    const other = await openPage(browser);
    await signIn(one.page, service, service.coordinator);
    await signIn(other.page, service, service.secondCoordinator);
    for (const { page } of [one, other]) {
      await page.goto(`${service.url}/meetings/${service.meetingId}`);
      await page.locator('ol > li').nth(2).waitFor();
      await page.getByText('Live', { exact: true }).waitFor();
    }
    const [first, second] = await agendaCases(one.page);
    await one.page
      .getByRole('button', { name: /^Move .* down$/ })
      .first()
      .click();
    await other.page
      .locator('ol > li')
      .nth(1)
      .getByText(first ?? '', { exact: true })
      .waitFor();
    await soon(async () => expect((await agendaCases(other.page)).slice(0, 2)).toEqual([second, first]));
    await one.context.close();
    await other.context.close();
  });

  it('tells the loser of a conflict what changed, keeps what was typed, and makes the change on the new agenda', async () => {
    const one = await openPage(browser);
    const other = await openPage(browser);
    await signIn(one.page, service, service.coordinator);
    await signIn(other.page, service, service.secondCoordinator);
    // The loser's page hears nothing of the other's change before it tries its own.
    await other.page.route('**/api/live', (route) => route.abort());
    for (const { page } of [one, other]) {
      await page.goto(`${service.url}/meetings/${service.meetingId}`);
      await page.locator('ol > li').nth(2).waitFor();
    }
    const cases = await agendaCases(one.page);
    const minutes = other.page.getByRole('textbox', { name: /^Minutes for/ });
    const label = (await minutes.nth(2).getAttribute('aria-label')) ?? '';
    const of = label.replace('Minutes for ', '').replace(/, question \d+$/, '');
    await minutes.nth(2).fill('12');
    await one.page
      .getByRole('button', { name: /^Move .* up$/ })
      .nth(1)
      .click();
    await one.page
      .locator('ol > li')
      .first()
      .getByText(cases[1] ?? '', { exact: true })
      .waitFor();
    await minutes.nth(2).press('Enter');

    const told = other.page.getByRole('alert').filter({ hasText: 'Someone else changed this agenda meanwhile' });
    await told.waitFor();
    await soon(async () => expect(await told.innerText()).toMatch(/was moved from place \d to \d/));
    await soon(async () => expect(await told.innerText()).toContain(`Your change was not saved: 12 min for ${of}`));
    await other.page.getByRole('button', { name: 'Do it on the new agenda' }).click();
    await told.waitFor({ state: 'detached' });
    await one.page.getByRole('textbox', { name: label, exact: true }).and(one.page.locator('[value="12"]')).waitFor();
    await soon(async () => expect((await agendaCases(other.page)).slice(0, 2)).toEqual([cases[1], cases[0]]));
    await one.context.close();
    await other.context.close();
  });

  it('moves a patient with all its questions by one press, and the pressed button stays under the pointer', async () => {
    const { context, page } = await openPage(browser);
    await signIn(page, service, service.coordinator);
    await page.goto(`${service.url}/meetings/${service.meetingId}`);
    const rows = page.locator('ol > li');
    await rows.nth(4).waitFor();
    const before = await agendaCases(page);
    const moved = before[4] ?? '';
    const questions = await rows.nth(4).locator('[data-question]').allTextContents();
    const up = page.getByRole('button', { name: `Move ${moved.toLowerCase()} up` });
    await up.scrollIntoViewIfNeeded();
    const box = await up.boundingBox();
    if (box === null) throw new Error('The button is not shown.');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    for (const place of [3, 2, 1]) {
      await page.mouse.down();
      await page.mouse.up();
      await rows.nth(place).getByText(moved, { exact: true }).waitFor();
    }
    await soon(async () =>
      expect(await agendaCases(page)).toEqual([before[0], moved, ...before.slice(1, 4), ...before.slice(5)]),
    );
    await page.mouse.move(5, 5);
    await rows
      .nth(1)
      .getByRole('button', { name: `Move ${moved.toLowerCase()} to the top` })
      .click();
    await rows.first().getByText(moved, { exact: true }).waitFor();
    await rows.nth(1).dragTo(rows.first());
    await rows
      .first()
      .getByText(before[0] ?? '', { exact: true })
      .waitFor();
    await rows.nth(1).dragTo(rows.first());
    await rows.first().getByText(moved, { exact: true }).waitFor();
    // The page shows a move before the service has kept it.
    await soon(async () => {
      const { items } = await service.call<{ items: { content: { item: { question: string } } }[] }>(
        'GET',
        `/api/meetings/${service.meetingId}/agenda`,
      );
      expect(items.slice(0, questions.length).map(({ content }) => content.item.question)).toEqual(questions);
    });
    await context.close();
  });

  it('keeps typed minutes, saves steps by itself, and explains a value that it refuses', async () => {
    const { context, page } = await openPage(browser);
    await signIn(page, service, service.coordinator);
    await page.goto(`${service.url}/meetings/${service.meetingId}`);
    const field = page.getByRole('textbox', { name: /^Minutes for/ }).first();
    await field.click();
    await page.keyboard.type('10');
    await page.keyboard.press('Enter');
    await field.and(page.locator('[value="10"]')).waitFor();
    const stored = async (): Promise<number | undefined> =>
      (await service.call<{ items: { minutes: number }[] }>('GET', `/api/meetings/${service.meetingId}/agenda`))
        .items[0]?.minutes;
    await soon(async () => expect(await stored()).toBe(10));
    await field.press('ArrowUp');
    await field.press('ArrowUp');
    await soon(async () => expect(await stored()).toBe(12));
    await field.fill('510');
    await field.press('Enter');
    await page.getByRole('alert').getByText('1 to 120 minutes').waitFor();
    await soon(async () => expect([await field.inputValue(), await stored()]).toEqual(['510', 12]));
    await field.press('Escape');
    await soon(async () => expect(await field.inputValue()).toBe('12'));
    await context.close();
  });

  it('says that the service is out of reach, keeps what it shows, and is current again after the restart', async () => {
    const { context, page } = await openPage(browser);
    await signIn(page, service, service.coordinator);
    await page.goto(`${service.url}/meetings/${service.meetingId}`);
    await page.locator('ol > li').nth(2).waitFor();
    const before = await agendaCases(page);
    await service.stopProcess();
    await page.getByText('No connection to the service', { exact: false }).waitFor();
    await soon(async () => expect(await agendaCases(page)).toEqual(before));
    await page
      .getByRole('button', { name: /^Move .* down$/ })
      .first()
      .click();
    await page.getByRole('alert').getByText('Not saved', { exact: false }).waitFor();
    await soon(async () => expect(await agendaCases(page)).toEqual(before));

    await service.startProcess();
    await page.getByText('No connection to the service', { exact: false }).waitFor({ state: 'detached' });
    await page.getByText('Live', { exact: true }).waitFor();
    const meeting = await service.call<Placed>('GET', `/api/meetings/${service.meetingId}`);
    const { items } = await service.call<{ items: Placed[] }>('GET', `/api/meetings/${service.meetingId}/agenda`);
    await service.call('PUT', `/api/meetings/${service.meetingId}/agenda/${items[0]?.id}/position`, {
      body: { position: 2 },
      ifMatch: `"${meeting.version}"`,
    });
    await page
      .locator('ol > li')
      .nth(1)
      .getByText(before[0] ?? '', { exact: true })
      .waitFor();
    await context.close();
  });
});
