import { Injectable } from '@nestjs/common';
import type { Actor } from './actor.js';

/**
 * How long an actor is known at most, whether or not a change is told: what revokes access holds everywhere within this time, and so does
 * what comes with the clock alone, the end of a session or of a deputy's time.
 */
const longestMilliseconds = 1_000;
const mostActors = 10_000;

interface Known {
  readonly actor: Actor;
  readonly until: number;
}

/**
 * Who presented a token a moment ago, so that a sender's stream of requests does not ask for the same roles and seats over and over. All of
 * it is forgotten with every change of accounts, roles, keys, sessions and seats: by this process as soon as the change is committed, by
 * another one when PostgreSQL tells of it. While nothing listens for what it tells, nothing is kept.
 */
@Injectable()
export class KnownActors {
  readonly #known = new Map<string, Known>();
  #listening = false;
  #generation = 0;

  /** Says whether changes by other processes are told from now on. */
  listening(listens: boolean): void {
    this.#listening = listens;
    this.forget();
  }

  /** Forgets everybody: something about access has changed. */
  forget(): void {
    this.#generation += 1;
    this.#known.clear();
  }

  /** @param key of the token, never the token itself */
  get(key: string): Actor | undefined {
    const known = this.#known.get(key);
    if (known === undefined) return undefined;
    if (known.until > performance.now()) return known.actor;
    this.#known.delete(key);
    return undefined;
  }

  /** To be called before the actor is read: gives what keeps it, unless a change came in between. */
  keeper(): (key: string, actor: Actor) => void {
    const generation = this.#generation;
    const until = performance.now() + longestMilliseconds;
    return (key, actor) => {
      if (!this.#listening || generation !== this.#generation) return;
      if (this.#known.size >= mostActors) this.#known.clear();
      this.#known.set(key, { actor, until });
    };
  }
}

/** The channel of PostgreSQL on which triggers tell that something about access has changed. */
export const accessChannel = 'consilium_access';
