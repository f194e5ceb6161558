/** A case before its board on three screens: from its preparation to its signature, by keyboard alone on the shared one. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { soon } from '../support/until.js';
import { meetingSoon, planMeeting, referUnmeasured, type BoardMeeting } from './support/board-meeting.js';
import { changeSettings } from './support/board-settings.js';
import { describeInBrowser, findChromium, launchBrowser } from './support/chromium.js';
import { openPage, signIn } from './support/pages.js';
import { startService, type ServiceUnderTest } from './support/service.js';
import { violationsOf, violationsOfColours } from './support/violations.js';

/** A scan of HN-01 that came after the preparation: the node grew on. */
const lateScan = {
  issuer: 'consilium-demo',
  sourceId: 'HN-01/week 27',
  synthetic: true,
  patient: { issuer: 'consilium-demo', id: 'HN-01' },
  treatmentLine: 'HN-01/immunotherapy',
  evaluator: 'radiology',
  reader: 'reader 1',
  modality: 'CT',
  timepoint: { label: 'week 27', date: '2026-07-20', baseline: false },
  findings: [
    { lesion: 'N', role: 'target', organ: 'lymph-node', axis: 'short-axis', state: 'measured', size: '31' },
    { lesion: 'L1', role: 'target', organ: 'lung', axis: 'longest-diameter', state: 'measured', size: '12' },
    { lesion: 'L2', role: 'target', organ: 'lung', axis: 'longest-diameter', state: 'measured', size: '9' },
    { lesion: 'H', role: 'target', organ: 'liver', axis: 'longest-diameter', state: 'measured', size: '11' },
  ],
};

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Presses what has the focus, as somebody without a mouse does. */
async function press(place: Locator, key: string): Promise<void> {
  await place.focus();
  await place.page().keyboard.press(key);
}

async function typeInto(place: Locator, words: string): Promise<void> {
  await place.focus();
  await place.page().keyboard.press('End');
  await place.page().keyboard.type(words);
}

/** The button that says by which key it is pressed, once it may be: until then the key does nothing either. */
const ready = (page: Page, key: string): Promise<void> =>
  page.locator('button:enabled', { hasText: `(${key})` }).waitFor();

/** Presses a key of the room that asks once more, and Enter; the question has the focus, and says what it leads to. */
async function pressAndConfirm(page: Page, key: string, question: RegExp): Promise<void> {
  await ready(page, key);
  await page.keyboard.press(key);
  await answerQuestion(page, question, 'Enter');
}

async function answerQuestion(page: Page, question: RegExp, key: 'Enter' | 'Escape'): Promise<void> {
  const dialogue = page.getByRole('dialog', { name: question });
  await dialogue.locator('button[type="submit"]:focus').waitFor();
  await page.keyboard.press(key);
  await dialogue.waitFor({ state: 'detached' });
}

/**
 * Keystrokes a minute of who types what a board says: an assumption of this project. It is 20 words of five characters, where people who
 * copy sentences type 52 a minute on average (Dhakal et al. 2018, doi:10.1145/3173574.3174220).
 */
const keystrokesAMinute = 100;
/** How much of a case's minutes typing may take, so that the rest is for talking: an assumption of this project. */
const shareOfTyping = 0.5;

/** Plays on a keyboard and counts what is pressed: a letter, a key, each key of a chord. */
class Keyboard {
  pressed = 0;

  constructor(private readonly page: Page) {}

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      this.pressed += key.split('+').length;
      await this.page.keyboard.press(key);
    }
  }

  async type(words: string): Promise<void> {
    this.pressed += words.length;
    await this.page.keyboard.type(words);
  }

  /** Presses a key, and Enter on the question that stands before what it does. */
  async confirm(key: string, question: RegExp): Promise<void> {
    await this.press(key);
    this.pressed += 1;
    await answerQuestion(this.page, question, 'Enter');
  }
}

const step = (page: Page, name: string): Locator => page.locator(`[data-step="${name}"]`);

describeInBrowser('the room in which a board meets', () => {
  let service: ServiceUnderTest;
  let browser: Browser;
  let meeting: BoardMeeting;

  beforeAll(async () => {
    browser = await launchBrowser(findChromium() ?? '');
    service = await startService();
    meeting = await meetingSoon(service, ['HN-01', 'HN-02']);
  });
  afterAll(async () => {
    await browser?.close();
    await service?.close();
  });

  it('takes a case from its preparation to its signature on three screens, by keyboard on the shared one', async () => {
    const caseId = meeting.cases.get('HN-01')!.id;
    const shared = await openPage(browser);
    const room = shared.page;
    const keys = room.keyboard;
    const faults: string[] = [];
    const look = async (page: Page, what: string, violations = violationsOf): Promise<void> => {
      faults.push(...(await violations(page)).map((fault) => `${what}: ${fault}`));
    };
    const lookInBoth = async (page: Page, what: string): Promise<void> => {
      await look(page, what);
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.locator('[data-mantine-color-scheme="dark"]').first().waitFor({ state: 'attached' });
      await look(page, `${what}, dark`, violationsOfColours);
      await page.emulateMedia({ colorScheme: 'light' });
    };

    // Prepared, and then a scan arrives.
    await signIn(room, service, service.coordinator);
    await room.goto(`${service.url}/meetings/${meeting.meetingId}`);
    await press(room.getByRole('button', { name: 'Prepare', exact: true }), 'Enter');
    await room.getByText('2 cases are prepared').waitFor();
    await service.call('POST', '/api/assessments', { as: 'sender', body: [lateScan] });
    const asked: string[] = [];
    room.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.endsWith('/changed-since')) asked.push(pathname);
    });
    const changed = room.locator('ol > li').first().locator('[data-changed-since]');
    await soon(async () => {
      expect(await changed.textContent()).toMatch(/New scan: week 27, 20-Jul-2026.*lymph node \(N\): 26 → 31 mm/);
    });
    expect(new Set(asked)).toEqual(new Set([`/api/meetings/${meeting.meetingId}/changed-since`]));
    await look(room, 'agenda');

    // The shared screen: what was prepared, and what changed since.
    await press(room.getByRole('link', { name: 'Present' }), 'Enter');
    await room.getByRole('heading', { name: /treated locally/ }).waitFor();
    expect(await step(room, 'case').locator('tr', { hasText: '(N)' }).textContent()).toContain('26');
    expect(await room.locator('[data-changed-since]').textContent()).toContain('26 → 31 mm');
    await room.getByText('Synthetic data', { exact: true }).waitFor();
    const smallest =
      await room.evaluate<number>(`Math.min(...[...document.querySelectorAll('[data-step] *, header *, footer *')]
      .filter((place) => [...place.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '') && place.getClientRects().length > 0)
      .map((place) => {
        const drawing = place.closest('svg');
        const scale = drawing === null ? 1 : drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width;
        return parseFloat(getComputedStyle(place).fontSize) * scale;
      }))`);
    expect(smallest).toBeGreaterThanOrEqual(21.9);
    await lookInBoth(room, 'case');
    await keys.press('m');
    await answerQuestion(room, /^Open the meeting\?/, 'Escape');
    await room.getByRole('button', { name: 'Open the meeting' }).waitFor();
    await keys.press('m');
    await answerQuestion(room, /^Open the meeting\?/, 'Enter');
    await room.getByRole('button', { name: 'Begin the discussion' }).waitFor();
    await keys.press('q');
    for (const name of ['Prof. Christa Chair', 'Dr. Rita Rot']) {
      const person = room.getByLabel(name);
      await press(person, 'Space');
      await soon(async () => expect(await person.isChecked()).toBe(true));
    }
    await look(room, 'attendance');
    await keys.press('Escape');
    await room.getByRole('dialog').waitFor({ state: 'detached' });
    await soon(async () =>
      expect(await room.locator('[data-quorum]').textContent()).toMatch(
        /No quorum.*There: medical oncology, radiology.*Missing:.*pathology/,
      ),
    );
    await keys.press('b');
    await answerQuestion(room, /^Begin the discussion\?/, 'Escape');
    expect(await room.getByRole('timer').textContent()).not.toContain('of 5 min');
    await keys.press('b');
    await answerQuestion(room, /^Begin the discussion\?/, 'Enter');
    await room.getByRole('timer').getByText('of 5 min').waitFor();
    // A device whose clock is wrong by an hour shows the same time: it is the service's.
    for (const wrong of [-3_600_000, 3_600_000]) {
      const astray = await openPage(browser);
      await astray.page.clock.install({ time: Date.now() + wrong });
      await signIn(astray.page, service, meeting.radiologist);
      await astray.page.goto(room.url());
      await astray.page
        .getByRole('timer')
        .getByText(/^[0-4]:\d\d of 5 min$/)
        .waitFor();
      await soon(async () => expect(await astray.page.getByRole('timer').textContent()).not.toMatch(/^0:00/));
      await astray.context.close();
    }

    // A member's own device: the own view first.
    const own = await openPage(browser, { width: 390, height: 844 });
    const device = own.page;
    await signIn(device, service, meeting.radiologist);
    await device.goto(`${service.url}/meetings/${meeting.meetingId}/opinion`);
    const view = device.getByLabel('Your view, for your discipline');
    await typeInto(view, 'It grew beyond noise.');
    expect(await device.locator('[data-option]').count()).toBe(0);
    await device.reload();
    await soon(async () => expect(await view.inputValue()).toBe('It grew beyond noise.'));
    await look(device, 'own view');
    await press(device.getByRole('button', { name: 'Commit' }), 'Enter');
    await device.locator('[data-option]').first().waitFor();
    await look(device, 'own view committed');
    await own.context.close();

    // Opinions before options on the shared screen.
    await keys.press('3');
    await step(room, 'options').getByText('Opinions come first').waitFor();
    await keys.press('2');
    await step(room, 'opinions').getByText('committed', { exact: false }).first().waitFor();
    expect(await step(room, 'opinions').textContent()).not.toContain('It grew beyond noise.');
    await look(room, 'opinions');
    await keys.press('v');
    await answerQuestion(room, /^Open the opinions/, 'Escape');
    expect(await step(room, 'opinions').textContent()).not.toContain('It grew beyond noise.');
    await keys.press('v');
    await answerQuestion(room, /^Open the opinions/, 'Enter');
    await step(room, 'opinions').getByText('It grew beyond noise.').waitFor();
    await keys.press('3');
    await room.locator('[data-option]').first().waitFor();
    await lookInBoth(room, 'options');

    // The outcome, typed.
    await keys.press('o');
    const outcome = step(room, 'outcome');
    const missing = async (): Promise<(string | null)[]> =>
      Promise.all((await outcome.locator('[data-missing]').all()).map((one) => one.getAttribute('data-missing')));
    await soon(async () => expect(await missing()).toEqual(['/kind', '/intent', '/rationale']));
    await press(outcome.getByLabel('SBRT', { exact: false }).first(), 'Space');
    await press(outcome.getByRole('group', { name: 'for' }).getByLabel('N', { exact: true }), 'Space');
    await press(outcome.getByLabel('local control'), 'Space');
    await press(outcome.getByRole('button', { name: 'The rationale' }), 'Enter');
    // Every key of the room is a letter in a field, and does nothing else.
    const everyKey = 'nNpqfxombvrsdle?12345';
    await keys.type(`The node grew alone${everyKey}`);
    for (let place = 0; place < everyKey.length; place++) await keys.press('Backspace');
    expect(await outcome.getByLabel('Rationale').inputValue()).toBe('The node grew alone');
    expect(await room.getByRole('dialog').count()).toBe(0);
    expect(new URL(room.url()).searchParams.get('step')).toBe('outcome');
    await press(outcome.getByRole('button', { name: 'Add a condition' }), 'Enter');
    await soon(async () =>
      expect(await missing()).toEqual(['words', 'owner', 'expires'].map((one) => `/conditions/0/${one}`)),
    );
    await typeInto(outcome.getByLabel('What has to be so'), 'the dose of 2023 allows it');
    await typeInto(outcome.getByLabel('Who reports on it'), 'radiation oncology');
    await typeInto(outcome.getByLabel('Last day'), inDays(14));
    await press(outcome.getByRole('button', { name: 'Add an action' }), 'Enter');
    await typeInto(outcome.getByLabel('What', { exact: true }), 'ask for the plan');
    await typeInto(outcome.getByLabel('Who', { exact: true }), 'Dr. Rita Rot');
    await typeInto(outcome.getByLabel('By', { exact: true }), inDays(7));
    await press(outcome.getByRole('button', { name: 'Add a dissent' }), 'Enter');
    await typeInto(outcome.getByLabel('Name or discipline'), 'radiology');
    await typeInto(outcome.getByLabel('What they hold'), 'would wait');
    await press(outcome.getByRole('button', { name: 'Add what was not known' }), 'Enter');
    await typeInto(outcome.getByLabel('What was not known'), 'the dose of 2023');
    await outcome.getByText('Nothing is missing').waitFor();
    await lookInBoth(room, 'outcome');

    // Read back; a change after that is refused with the difference.
    await keys.press('Escape');
    await keys.press('5');
    await room.getByText('As it will be signed').waitFor();
    await ready(room, 'r');
    await keys.press('r');
    await look(room, 'asked once more');
    await answerQuestion(room, /read back\?/, 'Escape');
    expect(await room.locator('[data-read-back]').count()).toBe(0);
    await pressAndConfirm(room, 'r', /read back\?/);
    await room.locator('[data-read-back]').waitFor();
    const signing = await openPage(browser);
    const chair = signing.page;
    await signIn(chair, service, meeting.chair);
    await chair.goto(`${service.url}/meetings/${meeting.meetingId}/present?case=${caseId}&step=read-back`);
    await chair.locator('[data-read-back]').waitFor();
    expect(await chair.locator('dl').textContent()).toMatch(/The node grew alone.*If the dose of 2023 allows it/);
    // The chair's screen hears nothing for a while.
    await chair.route(/\/api\/cases\/\d+\/outcome$/, (route) => route.abort());
    await keys.press('4');
    await typeInto(outcome.getByLabel('Rationale'), ', only');
    await soon(async () => expect(await outcome.locator('[data-saving]').getAttribute('data-saving')).toBe('saved'));
    await pressAndConfirm(chair, 's', /^Sign the outcome of case/);
    await soon(async () =>
      expect(await chair.locator('[data-differences]').textContent()).toMatch(
        /Rationale.*Read back: The node grew alone.*Now: .*, only/,
      ),
    );
    await look(chair, 'refused');
    await chair.unroute(/\/api\/cases\/\d+\/outcome$/);
    await keys.press('Escape');
    await keys.press('5');
    await pressAndConfirm(room, 'r', /read back\?/);
    await room.locator('[data-read-back]').waitFor();
    await chair.locator('[data-differences]').waitFor({ state: 'detached' });
    await chair.locator('[data-read-back]').waitFor();
    await look(chair, 'read back');
    await ready(chair, 's');
    await chair.keyboard.press('s');
    await answerQuestion(chair, /^Sign the outcome of case/, 'Escape');
    expect(await chair.locator('[data-signed]').count()).toBe(0);
    await pressAndConfirm(chair, 's', /^Sign the outcome of case/);
    await chair.locator('[data-signed]').waitFor();
    await room.locator('[data-signed]').getByText('Signed by Prof. Christa Chair').waitFor();
    await press(chair.getByRole('button', { name: 'Amend …' }), 'Enter');
    const amendment = chair.getByRole('dialog', { name: 'Amend the decision' });
    await typeInto(amendment.getByLabel('Amendment'), 'The day moved by one.');
    await typeInto(amendment.getByLabel('Reason'), 'wrong day');
    await press(amendment.getByRole('button', { name: 'Add the amendment' }), 'Enter');
    await chair.getByText('because: wrong day').waitFor();
    await lookInBoth(chair, 'signed');
    await signing.context.close();

    // The next case: the options are not shown before its opinions are open; it is put off with a reason.
    await keys.press('n');
    await room.getByRole('heading', { name: /new lesion/ }).waitFor();
    await keys.press('?');
    await room.getByRole('dialog', { name: 'Keys of the room' }).waitFor();
    await look(room, 'keys');
    await keys.press('Escape');
    await room.getByRole('dialog').waitFor({ state: 'detached' });
    await keys.press('p');
    await room.getByText('Paused. The case is covered until you go on').waitFor();
    // The pause outlives the page, and stands on every other screen.
    await room.reload();
    await room.getByText('Paused. The case is covered').waitFor();
    expect(await room.getByRole('heading', { name: /new lesion/ }).count()).toBe(0);
    const another = await openPage(browser);
    await signIn(another.page, service, meeting.radiologist);
    await another.page.goto(room.url());
    await another.page.getByText('Paused. The case is covered until the chair or a coordinator').waitFor();
    await another.page.keyboard.press('p');
    await keys.press('p');
    await another.page.getByRole('heading', { name: /new lesion/ }).waitFor();
    await another.context.close();
    await room.getByText('Paused. The case is covered').waitFor({ state: 'detached' });
    // Who types on before a dialogue is there moves nothing: the keys rest as soon as it is asked for.
    const here = room.url();
    let loaded: () => void = () => undefined;
    const isToBeLoaded = new Promise<void>((resolve) => (loaded = resolve));
    await room.route(/put-off.*\.js$/, async (route) => isToBeLoaded.then(() => route.continue()));
    await keys.press('d');
    await keys.type('no 5 pNx');
    loaded();
    await room.getByRole('dialog', { name: 'Put off' }).waitFor();
    expect(room.url()).toBe(here);
    await press(room.getByLabel('imaging is missing'), 'Space');
    await press(room.getByRole('button', { name: 'Put off', exact: true }), 'Enter');
    await room.getByRole('dialog').waitFor({ state: 'detached' });
    const second = meeting.cases.get('HN-02')!.id;
    await soon(async () =>
      expect(await service.call<object>('GET', `/api/cases/${second}`)).toMatchObject({
        state: 'deferred',
        stateReason: 'imaging-missing',
      }),
    );
    expect(faults).toEqual([]);
    await shared.context.close();
  });

  it('shows options and opinions at once where the board has switched blind opinions off', async () => {
    const { items } = await service.call<{ items: { id: string; leadsTo: string[] }[] }>('GET', '/api/cases?limit=200');
    const caseId = items.find(({ leadsTo }) => leadsTo.includes('schedule'))!.id;
    const meetingId = await planMeeting(service, { inHours: 3, minutes: 10, caseIds: [caseId] });
    await service.call('POST', `/api/meetings/${meetingId}/prepare`, { body: {} });
    await changeSettings(service, { blindOpinions: false });
    const { context, page } = await openPage(browser);
    await signIn(page, service, meeting.radiologist);
    const room = `${service.url}/meetings/${meetingId}/present`;
    await page.goto(`${room}?step=options`);
    await page.locator('[data-option]').first().waitFor();
    await page.keyboard.press('2');
    await step(page, 'opinions').getByText('Nobody has written a view yet.').waitFor();
    expect(await step(page, 'opinions').textContent()).not.toContain('Each discipline commits its view first');
    await page.goto(`${service.url}/meetings/${meetingId}/opinion`);
    await page.locator('[data-option]').first().waitFor();
    await page.getByLabel('Your view, for your discipline').waitFor();
    expect(await page.getByText('Shown after you have committed yours').count()).toBe(0);
    expect(await violationsOf(page)).toEqual([]);
    await changeSettings(service, { blindOpinions: true });
    await page.goto(`${room}?step=options`);
    await step(page, 'options').getByText('Opinions come first').waitFor();
    await context.close();
    const { version } = await service.call<{ version: number }>('GET', `/api/meetings/${meetingId}`);
    await service.call('POST', `/api/meetings/${meetingId}/cancel`, {
      body: { reason: 'The next test takes its case.' },
      ifMatch: `"${version}"`,
    });
  });

  it('takes a meeting of twelve cases to its end by the keyboard alone, in the time that the clock gives', async () => {
    const twelve = 12;
    const { items } = await service.call<{ items: { id: string; leadsTo: string[] }[] }>('GET', '/api/cases?limit=200');
    const measured = items.flatMap(({ id, leadsTo }) =>
      leadsTo.includes('schedule') || leadsTo.includes('accept') ? [id] : [],
    );
    const referred = await referUnmeasured(service, Math.max(2, twelve - measured.length));
    const caseIds = [...measured.slice(0, twelve - referred.length), ...referred];
    const [putOff, listed] = caseIds as [string, string];
    const meetingId = await planMeeting(service, { inHours: 4, minutes: 60, caseIds });
    await service.call('POST', `/api/meetings/${meetingId}/prepare`, { body: {} });
    const agenda = await service.call<{
      items: { minutes: number; content: { case: { id: string; number: number } } }[];
    }>('GET', `/api/meetings/${meetingId}/agenda`);
    expect(agenda.items).toHaveLength(twelve);

    const { context, page } = await openPage(browser);
    await signIn(page, service, meeting.chair);
    await page.goto(`${service.url}/meetings/${meetingId}/present`);
    const keyboard = new Keyboard(page);
    const focused = (where: string): Promise<void> => page.locator(`${where}:focus`).first().waitFor();
    await page.getByRole('button', { name: 'Open the meeting' }).waitFor();
    await keyboard.confirm('m', /^Open the meeting\?/);
    await page.getByRole('button', { name: 'Open the meeting' }).waitFor({ state: 'detached' });

    /** Read back and signed, from the last field of the form. */
    const sign = async (): Promise<void> => {
      await keyboard.press('Control+Enter');
      await page.getByText('As it will be signed').waitFor();
      await ready(page, 'r');
      await keyboard.confirm('r', /read back\?/);
      await page.locator('[data-read-back]').waitFor();
      await ready(page, 's');
      await keyboard.confirm('s', /^Sign the outcome/);
      await page.locator('[data-signed]').waitFor();
    };
    const typeRationale = async (words: string): Promise<void> => {
      await keyboard.press('Control+Enter');
      await focused('#outcome-rationale');
      await keyboard.type(words);
    };
    const decide = async (): Promise<void> => {
      await page.getByRole('button', { name: 'Begin the discussion' }).waitFor();
      await keyboard.confirm('b', /^Begin the discussion/);
      await page.getByRole('button', { name: 'Begin the discussion' }).waitFor({ state: 'detached' });
      await keyboard.press('2');
      await ready(page, 'v');
      await keyboard.confirm('v', /^Open the opinions/);
      await page.getByRole('button', { name: 'Open to all' }).waitFor({ state: 'detached' });
      await keyboard.press('o');
      await focused('#outcome-kind input');
      // An option says what the board came to; without one it is said.
      if ((await page.locator('#outcome-options input[type="checkbox"]').count()) > 0) {
        await keyboard.press('Tab');
        await focused('#outcome-options input[type="checkbox"]');
        await keyboard.press('Space');
      } else await keyboard.press('ArrowDown');
      await keyboard.press('Control+Enter');
      await focused('#outcome-intent input');
      await keyboard.press('ArrowDown');
      await typeRationale('Synthetic: discussed as shown, agreed by all who were there.');
      await sign();
    };
    const list = async (): Promise<void> => {
      await keyboard.press('l');
      await focused('[role="dialog"] input');
      await keyboard.type('House protocol (synthetic)');
      await keyboard.press('Enter');
      await focused('#outcome-kind input');
      expect(await page.getByLabel('Standard of care or protocol').inputValue()).toBe('House protocol (synthetic)');
      await keyboard.press('Control+Enter');
      await focused('#outcome-intent input');
      await keyboard.press('ArrowUp');
      await typeRationale('Synthetic: as the protocol has it.');
      await sign();
    };
    const defer = async (): Promise<void> => {
      await keyboard.press('d');
      await focused('[role="dialog"] input');
      await keyboard.press('Space', 'Enter');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    };

    const steps: { readonly number: number; readonly keystrokes: number; readonly minutes: number }[] = [];
    for (const [place, { minutes, content }] of agenda.items.entries()) {
      const { id, number } = content.case;
      await page.getByRole('heading', { level: 1, name: new RegExp(`^Case ${number}\\b`) }).waitFor();
      const before = keyboard.pressed;
      if (id === putOff) await defer();
      else if (id === listed) await list();
      else await decide();
      if (place < twelve - 1) await keyboard.press('n');
      steps.push({ number, keystrokes: keyboard.pressed - before, minutes });
    }
    await page.getByRole('button', { name: 'End the meeting' }).waitFor();
    await keyboard.confirm('e', /^End the meeting\?/);
    await soon(async () =>
      expect(await service.call('GET', `/api/meetings/${meetingId}`)).toMatchObject({ state: 'ended' }),
    );
    const [most, budget] = [Math.max(...steps.map(({ keystrokes }) => keystrokes)), keystrokesAMinute * shareOfTyping];
    process.stdout.write(
      `Twelve cases: ${keyboard.pressed} keystrokes, ${most} for a case at most, of ${budget} a minute: ${steps.map(({ keystrokes }) => keystrokes).join(', ')}\n`,
    );
    expect(steps.filter(({ keystrokes, minutes }) => keystrokes > minutes * budget)).toEqual([]);

    const states = await Promise.all(
      caseIds.map((id) => service.call<{ state: string; decision: { id: string } | null }>('GET', `/api/cases/${id}`)),
    );
    expect(states.map(({ state }) => state)).toEqual(['deferred', ...Array<string>(twelve - 1).fill('decided')]);
    // The letter of a patient of whom nothing was measured, as of every other.
    for (const { decision } of [states[1]!, states.at(-1)!]) {
      const answer = await page.request.get(`${service.url}/api/decisions/${decision!.id}/letter.pdf`);
      expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'application/pdf']);
    }
    await context.close();
  });
});
