import { afterEach, describe, expect, it } from '@jest/globals';
import { ApiProblem } from '../../../src/web/api/problem.js';
import type { Outcome, OutcomeContent } from '../../../src/web/meeting-room/outcome/outcome-model.js';
import { OutcomeKeeper, type KeptOutcome } from '../../../src/web/meeting-room/outcome/outcome-keeper.js';

const content = (rationale: string): OutcomeContent => ({
  kind: null,
  options: [],
  protocol: null,
  intent: null,
  rationale,
  conditions: [],
  actions: [],
  dissent: [],
  unknown: [],
});

/** A service that keeps versions, and may be silent before or after it has heard. */
class Service {
  version = 0;
  rationale = '';
  silence: 'none' | 'before' | 'after' = 'none';
  /** Texts that became versions, in their order. */
  readonly written: string[] = [];

  outcome(): Outcome {
    return {
      caseId: '1',
      state: this.version === 0 ? 'none' : 'written',
      version: this.version,
      content: content(this.rationale),
      hash: null,
      writtenBy: 'Carla',
      writtenAt: null,
      readBack: null,
      missing: [],
    };
  }

  write(sent: OutcomeContent, madeOn: number): Promise<Outcome> {
    if (this.silence === 'before') return Promise.reject(new ApiProblem(0, {}));
    if (madeOn !== this.version)
      return Promise.reject(
        new ApiProblem(412, {
          theirs: { version: this.version, content: content(this.rationale), writtenBy: 'Carla' },
        }),
      );
    this.version += 1;
    this.rationale = sent.rationale;
    this.written.push(sent.rationale);
    return this.silence === 'after' ? Promise.reject(new ApiProblem(0, {})) : Promise.resolve(this.outcome());
  }
}

interface Opened {
  readonly keeper: OutcomeKeeper;
  /** What the device keeps. */
  readonly device: { kept: KeptOutcome | null };
}

const opened: OutcomeKeeper[] = [];
afterEach(() => opened.splice(0).forEach((keeper) => keeper.close()));

function open(service: Service, kept: KeptOutcome | null = null): Opened {
  const device = { kept };
  const keeper = new OutcomeKeeper(
    {
      write: (sent, madeOn) => service.write(sent, madeOn),
      read: () => Promise.resolve(service.outcome()),
      keep: (now) => {
        device.kept = now;
        return true;
      },
      forget: () => {
        device.kept = null;
      },
    },
    service.outcome(),
    kept,
  );
  opened.push(keeper);
  return { keeper, device };
}

const typed = (keeper: OutcomeKeeper, rationale: string): void => keeper.type((before) => ({ ...before, rationale }));

describe('an outcome that is typed', () => {
  it('stands on the device with each letter, and goes from there once the service has it', async () => {
    const service = new Service();
    const { keeper, device } = open(service);
    typed(keeper, 'Why');
    expect(device.kept).toMatchObject({ content: { rationale: 'Why' }, madeOn: 0 });
    await keeper.flush();
    expect([service.written, device.kept, keeper.state().saving]).toEqual([['Why'], null, 'saved']);
  });

  it('waits for a service that is silent, with what was typed meanwhile', async () => {
    const service = new Service();
    const { keeper, device } = open(service);
    service.silence = 'before';
    typed(keeper, 'One');
    await keeper.flush();
    typed(keeper, 'One two');
    expect([keeper.state().saving, device.kept?.content.rationale]).toEqual(['unreachable', 'One two']);
    service.silence = 'none';
    await keeper.flush();
    expect([service.written, keeper.state().saving]).toEqual([['One two'], 'saved']);
  });

  it('knows its own text again where only the answer was lost, also in a page that was opened anew', async () => {
    const service = new Service();
    const first = open(service);
    service.silence = 'after';
    typed(first.keeper, 'One');
    await first.keeper.flush();
    service.silence = 'none';
    typed(first.keeper, 'One two');
    const later = open(service, first.device.kept);
    await later.keeper.flush();
    await later.keeper.flush();
    expect(later.keeper.state()).toMatchObject({ saving: 'saved', conflict: null, content: { rationale: 'One two' } });
    expect(service.written).toEqual(['One', 'One two']);
  });

  it('stands beside the text of another writer, and nothing is sent until a person has chosen', async () => {
    const service = new Service();
    const { keeper, device } = open(service);
    typed(keeper, 'Mine');
    service.version = 1;
    service.rationale = 'Theirs';
    await keeper.flush();
    expect(keeper.state()).toMatchObject({
      saving: 'conflict',
      content: { rationale: 'Mine' },
      conflict: { version: 1, content: { rationale: 'Theirs' }, writtenBy: 'Carla' },
    });
    typed(keeper, 'Mine, more');
    await keeper.flush();
    expect([service.written, device.kept?.content.rationale]).toEqual([[], 'Mine, more']);
    service.version = 2;
    service.rationale = 'Theirs, more';
    keeper.hear(service.outcome());
    expect(keeper.state().conflict?.content.rationale).toBe('Theirs, more');
    keeper.settle(content('Theirs, more'));
    await keeper.flush();
    expect(keeper.state()).toMatchObject({ saving: 'saved', conflict: null, content: { rationale: 'Theirs, more' } });
  });

  it('takes over what another wrote only where nothing of its own waits', async () => {
    const service = new Service();
    const { keeper } = open(service);
    service.version = 1;
    service.rationale = 'Theirs';
    keeper.hear(service.outcome());
    expect(keeper.state().content.rationale).toBe('Theirs');
    typed(keeper, 'Theirs and mine');
    service.version = 2;
    service.rationale = 'Theirs again';
    keeper.hear(service.outcome());
    expect(keeper.state().content.rationale).toBe('Theirs and mine');
    await keeper.flush();
    expect(keeper.state().saving).toBe('conflict');
  });

  it('is kept where the service refuses it, until a person lets it go', async () => {
    const service = new Service();
    const { keeper, device } = open(service);
    service.write = () => Promise.reject(new ApiProblem(409, { detail: 'It is signed.' }));
    typed(keeper, 'Too late');
    await keeper.flush();
    expect([keeper.state().saving, device.kept?.content.rationale]).toEqual(['refused', 'Too late']);
    await keeper.letGo();
    expect([keeper.state().content.rationale, device.kept]).toEqual(['', null]);
  });
});
