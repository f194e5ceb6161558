import { ApiProblem } from '../../api/problem.js';
import { isSame, textOf, type Outcome, type OutcomeContent, type OutcomeText } from './outcome-model.js';

/** How long after the first letter that the service does not have it is sent; well below a second. */
const sendAfterMilliseconds = 600;
const tryAgainMilliseconds = 2_000;
/** So many texts are remembered as sent without an answer. */
const mostAttempts = 5;

/** saved: the service has it; waiting: about to be sent; unreachable: kept here and tried again; refused: kept here. */
type Saving = 'saved' | 'waiting' | 'unreachable' | 'refused' | 'conflict';

/** Another's text that became a version while one's own was typed on an older one. */
export interface OutcomeConflict {
  readonly version: number;
  readonly content: OutcomeContent;
  readonly writtenBy: string | null;
}

/** What a device keeps until the service has it. */
export interface KeptOutcome {
  readonly content: OutcomeContent;
  /** The version on which it was typed. */
  readonly madeOn: number;
  /** Texts that were sent and never answered: one of them may have arrived. */
  readonly attempts: readonly string[];
}

export interface KeeperState {
  readonly content: OutcomeContent;
  readonly saving: Saving;
  readonly error: Error | null;
  readonly conflict: OutcomeConflict | null;
  /** False where the device does not keep what is typed. */
  readonly isKept: boolean;
}

export interface KeeperDoors {
  /** Sends a text on the version it was typed on. @throws ApiProblem 412 with the other text where there is a newer one */
  write(content: OutcomeContent, madeOn: number): Promise<Outcome>;
  read(): Promise<Outcome>;
  /** @returns whether the device took it */
  keep(kept: KeptOutcome): boolean;
  /** Forgets a text that the device keeps. */
  forget(content: OutcomeContent): void;
}

/**
 * Holds an outcome while it is typed: each letter at once on the device, a moment later with the service, each text on the version that it
 * was typed on. Another's text is taken over only where nothing of one's own waits; else both stand side by side, and a person says.
 */
export class OutcomeKeeper {
  #state: KeeperState;
  #base: number;
  #saved: OutcomeContent;
  #attempts: readonly string[];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sending: Promise<void> | null = null;
  #isClosed = false;
  readonly #listeners = new Set<() => void>();

  constructor(
    private readonly doors: KeeperDoors,
    start: Outcome,
    kept: KeptOutcome | null,
  ) {
    const isWaiting = kept !== null && !isSame(kept.content, start.content);
    this.#base = isWaiting ? kept.madeOn : start.version;
    this.#saved = start.content;
    this.#attempts = isWaiting ? kept.attempts : [];
    this.#state = {
      content: isWaiting ? kept.content : start.content,
      saving: isWaiting ? 'waiting' : 'saved',
      error: null,
      conflict: null,
      isKept: true,
    };
    if (isWaiting) this.#sendIn(0);
    else if (kept !== null) doors.forget(kept.content);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): KeeperState => this.#state;

  /** Takes in what was typed. */
  type(change: (content: OutcomeContent) => OutcomeContent): void {
    const content = change(this.#state.content);
    if (isSame(content, this.#state.content)) return;
    this.#keep(content);
    if (this.#state.saving === 'conflict') return;
    if (this.#state.saving !== 'unreachable') this.#set({ saving: 'waiting', error: null });
    this.#sendIn(sendAfterMilliseconds);
  }

  /** Hears of the outcome as the service has it. */
  hear(outcome: Outcome): void {
    if (outcome.version === this.#base || this.#sending !== null) return;
    if (this.#state.conflict !== null) {
      if (outcome.version > this.#state.conflict.version) this.#set({ conflict: conflictOf(outcome) });
      return;
    }
    if (this.#state.saving !== 'saved') return;
    this.#base = outcome.version;
    this.#saved = outcome.content;
    this.#set({ content: outcome.content });
  }

  /** After a conflict: the text that a person made of both, on the version of the other. */
  settle(content: OutcomeContent): void {
    const { conflict } = this.#state;
    if (conflict === null) return;
    this.#base = conflict.version;
    this.#saved = conflict.content;
    this.#attempts = [];
    this.#keep(content);
    this.#set({ conflict: null, saving: 'waiting' });
    this.#sendIn(0);
  }

  /** Lets go of what the service refused, and shows what it has. */
  async letGo(): Promise<void> {
    const outcome = await this.doors.read();
    this.doors.forget(this.#state.content);
    this.#base = outcome.version;
    this.#saved = outcome.content;
    this.#attempts = [];
    this.#set({ content: outcome.content, saving: 'saved', error: null, conflict: null });
  }

  /** Sends at once what waits; done when the service has answered. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#sending !== null) await this.#sending;
    if (this.#isWaiting) await this.#send();
  }

  /** The last thing that a page does with it. */
  close(): void {
    this.#isClosed = true;
    void this.flush();
    this.#listeners.clear();
  }

  get #isWaiting(): boolean {
    return this.#state.saving === 'waiting' || this.#state.saving === 'unreachable';
  }

  #sendIn(milliseconds: number): void {
    if (this.#isClosed) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.flush();
    }, milliseconds);
  }

  #send(): Promise<void> {
    this.#sending ??= this.#sendOnce().finally(() => {
      this.#sending = null;
      if (this.#state.saving === 'waiting') this.#sendIn(sendAfterMilliseconds);
      if (this.#state.saving === 'unreachable') this.#sendIn(tryAgainMilliseconds);
    });
    return this.#sending;
  }

  async #sendOnce(): Promise<void> {
    const { content } = this.#state;
    if (isSame(content, this.#saved)) return this.#nowSaved();
    this.#attempts = [...this.#attempts, textOf(content)].slice(-mostAttempts);
    this.#keep(content);
    try {
      const outcome = await this.doors.write(content, this.#base);
      this.#took(outcome);
    } catch (failure) {
      await this.#failed(failure instanceof Error ? failure : new Error(String(failure)));
    }
  }

  #took({ version, content }: Pick<Outcome, 'version' | 'content'>): void {
    this.#base = version;
    this.#saved = content;
    this.#attempts = [];
    if (isSame(content, this.#state.content)) this.#nowSaved();
    else {
      this.#keep(this.#state.content);
      this.#set({ saving: 'waiting', error: null });
    }
  }

  #nowSaved(): void {
    this.doors.forget(this.#state.content);
    this.#set({ saving: 'saved', error: null });
  }

  async #failed(error: Error): Promise<void> {
    if (!(error instanceof ApiProblem) || isPassing(error)) return this.#set({ saving: 'unreachable', error });
    if (error.status !== 412) return this.#set({ saving: 'refused', error });
    const other = await this.#otherOf(error);
    if (other === null) return this.#set({ saving: 'unreachable', error });
    // An answer that never came: the text had arrived all the same.
    if (this.#attempts.includes(textOf(other.content))) return this.#took(other);
    this.#set({ saving: 'conflict', error: null, conflict: other });
  }

  async #otherOf({ document }: ApiProblem): Promise<OutcomeConflict | null> {
    const theirs = document['theirs'] as OutcomeText | undefined;
    if (theirs?.version !== undefined && theirs.version !== null)
      return { version: theirs.version, content: theirs.content, writtenBy: theirs.writtenBy };
    return this.doors.read().then(conflictOf, () => null);
  }

  #keep(content: OutcomeContent): void {
    const isKept = this.doors.keep({ content, madeOn: this.#base, attempts: this.#attempts });
    this.#set({ content, isKept });
  }

  #set(change: Partial<KeeperState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

const conflictOf = ({ version, content, writtenBy }: Outcome): OutcomeConflict => ({ version, content, writtenBy });

/** What another try may mend: silence, a service that is being started, a session that ended. */
const isPassing = ({ isSilence, status }: ApiProblem): boolean =>
  isSilence || status >= 500 || status === 401 || status === 408 || status === 429;
