import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { LOGGER, type Logger } from './logger.js';
import { withinTimeLimit } from './time-limit.js';

/** Resolves when what it checks can be used; rejects when not. */
export type HealthCheck = () => Promise<unknown>;

export type CheckResult = 'passed' | 'failed' | 'no answer';

/** What /readyz tells: ready only if the process is not stopping and every check passed. */
export interface Readiness {
  readonly ready: boolean;
  readonly stopping: boolean;
  /** Every check by name; one that took longer than its limit has 'no answer'. */
  readonly checks: Readonly<Record<string, CheckResult>>;
  /** Names of the checks that did not pass. */
  readonly failing: readonly string[];
}

interface RegisteredCheck {
  readonly check: HealthCheck;
  readonly limitMilliseconds: number;
  /** The call that has not come back yet: a check that hangs is not started a second time. */
  pending?: Promise<CheckResult>;
  last?: CheckResult;
}

/** The checks of readiness, registered by the rooms that own what is checked. */
@Injectable()
export class HealthChecks implements OnModuleDestroy {
  readonly #checks = new Map<string, RegisteredCheck>();
  readonly #logger: Logger;
  #stopping = false;

  constructor(@Inject(LOGGER) logger: Logger) {
    this.#logger = logger;
  }

  /**
   * Registers a check under a name that is shown to anyone who asks for readiness.
   * @param limitMilliseconds the check fails when it takes longer
   * @throws Error if the name is taken
   */
  register(name: string, check: HealthCheck, limitMilliseconds = 2_000): void {
    if (this.#checks.has(name))
      throw new Error(`A health check named ${name} is registered already: give this one a name of its own`);
    this.#checks.set(name, { check, limitMilliseconds });
  }

  /** From now on the process answers that it is not ready, so that no new work is sent to it. */
  beginStopping(): void {
    this.#stopping = true;
  }

  onModuleDestroy(): void {
    this.beginStopping();
  }

  /** Runs every check, all at once. Takes no longer than the longest limit. */
  async readiness(): Promise<Readiness> {
    const results = await Promise.all(
      [...this.#checks].map(async ([name, registered]) => [name, await this.#run(name, registered)] as const),
    );
    const failing = results.filter(([, result]) => result !== 'passed').map(([name]) => name);
    return {
      ready: !this.#stopping && failing.length === 0,
      stopping: this.#stopping,
      checks: Object.fromEntries(results),
      failing,
    };
  }

  async #run(name: string, registered: RegisteredCheck): Promise<CheckResult> {
    registered.pending ??= this.#call(name, registered).finally(() => delete registered.pending);
    const result = await withinTimeLimit(registered.pending, registered.limitMilliseconds).catch(
      (): CheckResult => 'no answer',
    );
    if (result !== (registered.last ?? 'passed')) this.#note(name, result);
    registered.last = result;
    return result;
  }

  async #call(name: string, { check }: RegisteredCheck): Promise<CheckResult> {
    try {
      await check();
      return 'passed';
    } catch (error) {
      this.#logger.debug('A readiness check failed', { check: name, error });
      return 'failed';
    }
  }

  #note(name: string, result: CheckResult): void {
    if (result === 'passed') this.#logger.info('A readiness check passes again', { check: name });
    else this.#logger.warn('A readiness check does not pass', { check: name, code: result.replace(' ', '-') });
  }
}
