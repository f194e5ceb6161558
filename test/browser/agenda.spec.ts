import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { describeInBrowser, findChromium, launchBrowser } from './support/chromium.js';
import { agendaCases, openPage, signIn } from './support/pages.js';
import { soon } from '../support/until.js';
import { startService, type ServiceUnderTest } from './support/service.js';

const folder = fileURLToPath(new URL('../../reports/screens/', import.meta.url));

interface Placed {
  readonly id: string;
  readonly version: number;
}

/** Puts every case on the agenda but the last, as another coordinator's program would. */
async function fillAgenda({ call, meetingId }: ServiceUnderTest): Promise<void> {
  const { items } = await call<{ items: Placed[] }>('GET', '/api/cases?limit=200');
  for (const { id } of items.slice(0, -1)) {
    const meeting = await call<Placed>('GET', `/api/meetings/${meetingId}`);
    await call('POST', `/api/meetings/${meetingId}/agenda`, { body: { caseId: id }, ifMatch: `"${meeting.version}"` });
  }
  const last = items.at(-1);
  await call('POST', `/api/cases/${last?.id}/transitions`, {
    body: { transition: 'accept' },
    ifMatch: `"${last?.version}"`,
  });
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
    const of = label.replace('Minutes for ', '');
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

  it('moves a case by presses, its menu and drag, and the pressed button stays under the pointer', async () => {
    const { context, page } = await openPage(browser);
    await signIn(page, service, service.coordinator);
    await page.goto(`${service.url}/meetings/${service.meetingId}`);
    const rows = page.locator('ol > li');
    await rows.nth(4).waitFor();
    const before = await agendaCases(page);
    const moved = before[4] ?? '';
    const up = page.getByRole('button', { name: `Move ${moved.toLowerCase()} up`, exact: true });
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
    await page.getByRole('button', { name: `More for ${moved.toLowerCase()}`, exact: true }).click();
    await page.getByRole('menuitem', { name: 'To the top' }).click();
    await rows.first().getByText(moved, { exact: true }).waitFor();
    await rows.nth(1).locator('[data-question]').dragTo(rows.first().locator('[data-question]'));
    await rows
      .first()
      .getByText(before[0] ?? '', { exact: true })
      .waitFor();
    // The page shows a move before the service has kept it.
    await soon(async () => {
      const { items } = await service.call<{ items: { content: { case: { number: number } } }[] }>(
        'GET',
        `/api/meetings/${service.meetingId}/agenda`,
      );
      expect(items.map(({ content }) => `Case ${content.case.number}`)).toEqual(await agendaCases(page));
    });
    await context.close();
  });

  it('takes back a move, minutes, a case taken off, one put on from the drawer, and one carried over', async () => {
    const later = await service.call<{ id: string }>('POST', `/api/boards/${service.boardId}/meetings`, {
      body: { startsAt: new Date(Date.now() + 21 * 86_400_000).toISOString(), minutes: 60 },
    });
    const { context, page } = await openPage(browser);
    await signIn(page, service, service.coordinator);
    await page.goto(`${service.url}/meetings/${service.meetingId}`);
    await page.locator('ol > li').nth(2).waitFor();
    const before = await agendaCases(page);
    const [first = '', second = ''] = before;
    const undo = page.getByRole('button', { name: /^Undo:/ });
    const isBefore = async (): Promise<void> => {
      await undo.waitFor({ state: 'detached' });
      await soon(async () => expect(await agendaCases(page)).toEqual(before));
    };

    await page.getByRole('button', { name: `Move ${first.toLowerCase()} down`, exact: true }).focus();
    await page.keyboard.press('Alt+ArrowDown');
    await page.getByRole('button', { name: `Undo: ${first.toLowerCase()} to place 2`, exact: true }).waitFor();
    await page.keyboard.press('z');
    await isBefore();

    await page.getByRole('button', { name: `More for ${second.toLowerCase()}`, exact: true }).click();
    await page.getByRole('menuitem', { name: 'Take off the agenda …' }).click();
    await page.getByLabel('Reason (needed)').fill('imaging is missing');
    await page.getByRole('button', { name: 'Take off', exact: true }).click();
    await soon(async () => expect(await agendaCases(page)).toEqual(before.filter((name) => name !== second)));
    await undo.click();
    await isBefore();

    await page.getByRole('button', { name: 'What waits' }).click();
    const drawer = page.getByRole('complementary', { name: 'What waits' });
    const waits = (await drawer.getByRole('link').first().textContent()) ?? '';
    await drawer.getByRole('button', { name: `Put ${waits.toLowerCase()} on the agenda` }).click();
    await soon(async () => expect(await agendaCases(page)).toEqual([...before, waits]));
    await undo.click();
    await isBefore();

    await page.getByRole('button', { name: `More for ${first.toLowerCase()}`, exact: true }).click();
    await page.getByRole('menuitem', { name: 'Carry over …' }).click();
    await page.getByRole('dialog', { name: 'Carry 1 case over' }).getByRole('button', { name: 'Carry over' }).click();
    await soon(async () => expect(await agendaCases(page)).toEqual(before.slice(1)));
    const there = async (): Promise<number> =>
      (await service.call<{ items: unknown[] }>('GET', `/api/meetings/${later.id}/agenda`)).items.length;
    // The page shows it gone before the service has carried it.
    await soon(async () => expect(await there()).toBe(1));
    await undo.click();
    await isBefore();
    await soon(async () => expect(await there()).toBe(0));
    await mkdir(folder, { recursive: true });
    await page.screenshot({ path: `${folder}agenda-drawer.png` });
    await context.close();
  });

  it('prints every case of the meeting on a page of its own', async () => {
    const { context, page } = await openPage(browser);
    await signIn(page, service, service.member);
    await page.goto(`${service.url}/meetings/${service.meetingId}`);
    await page.locator('ol > li').nth(2).waitFor();
    const count = (await agendaCases(page)).length;
    await page.emulateMedia({ media: 'print' });
    await soon(async () => expect(await page.getByText('Notes', { exact: true }).count()).toBe(count));
    expect(await page.getByText('Notes', { exact: true }).first().isVisible()).toBe(true);
    const pages = (await page.pdf()).toString('latin1').match(/\/Type\s*\/Page\b/g) ?? [];
    expect(pages.length).toBeGreaterThan(count);
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
