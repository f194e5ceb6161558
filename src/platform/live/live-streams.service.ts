import { Injectable, type MessageEvent, type OnModuleDestroy } from '@nestjs/common';
import { finalize, interval, map, merge, Observable, Subject, takeUntil, timer } from 'rxjs';
import { type Actor, patientScope } from '../access/index.js';
import { Database, reading } from '../database/index.js';
import { ChangeListener } from './change-listener.js';
import type { LiveChange, LiveTopic } from './notify.js';

/** An import changes thousands of patients in seconds: changes are gathered for this long and told as one. */
const gatherMilliseconds = 400;
/** A page that hears nothing for longer knows that the line is dead. */
const beatMilliseconds = 15_000;
/** Then the browser connects anew by itself, and what the person may see is looked up again. */
const lifetimeMilliseconds = 5 * 60_000;
/** More ids than this are told as 'all': the page reads its list anew anyway. */
const mostIds = 200;

interface Stream {
  readonly actor: Actor;
  readonly messages: Subject<MessageEvent>;
}

/** The open pages of this process and what each of them may hear. */
@Injectable()
export class LiveStreams implements OnModuleDestroy {
  readonly #streams = new Set<Stream>();
  readonly #stopping = new Subject<void>();
  #gathered: LiveChange[] = [];
  #flush: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly listener: ChangeListener,
  ) {
    listener.changes.subscribe((change) => this.#gather(change));
    listener.gaps.subscribe(() => this.#tellAll({ type: 'resync', data: {} }));
  }

  onModuleDestroy(): void {
    clearTimeout(this.#flush);
    this.#stopping.next();
  }

  /**
   * What one page hears: 'resync' (read everything anew) at once and after every gap, 'change' with a topic and the ids that the actor
   * may see, and 'beat'. Nothing is kept for a page that is away: it reads everything anew when it is back.
   */
  open(actor: Actor): Observable<MessageEvent> {
    return new Observable<MessageEvent>((subscriber) => {
      const stream: Stream = { actor, messages: new Subject() };
      this.#streams.add(stream);
      const beats = interval(beatMilliseconds).pipe(map((): MessageEvent => ({ type: 'beat', data: {} })));
      const subscription = merge(stream.messages, beats)
        .pipe(
          takeUntil(merge(this.#stopping, timer(lifetimeMilliseconds))),
          finalize(() => this.#streams.delete(stream)),
        )
        .subscribe(subscriber);
      stream.messages.next({ type: 'resync', data: {}, retry: 1_000 });
      return subscription;
    });
  }

  #gather(change: LiveChange): void {
    if (this.#streams.size === 0) return;
    this.#gathered.push(change);
    this.#flush ??= setTimeout(() => void this.#tell(), gatherMilliseconds);
  }

  async #tell(): Promise<void> {
    const changes = this.#gathered;
    this.#gathered = [];
    this.#flush = undefined;
    const patientIds = changes.flatMap((change) => (change.topic === 'patients' ? change.ids : []));
    for (const [boards, streams] of this.#byBoards()) {
      const visible = await this.#visible(boards.split(',').filter(Boolean), patientIds).catch(() => null);
      for (const { actor, messages } of streams)
        (visible === null ? resync : messagesFor(actor, visible, changes)).forEach((message) => messages.next(message));
    }
  }

  /** Pages of people with the same seats hear of the same patients: one look-up serves them all. */
  #byBoards(): ReadonlyMap<string, readonly Stream[]> {
    const groups = new Map<string, Stream[]>();
    for (const stream of this.#streams) {
      const key = [...stream.actor.boardIds].sort().join(',');
      groups.set(key, [...(groups.get(key) ?? []), stream]);
    }
    return groups;
  }

  async #visible(boardIds: readonly string[], patientIds: readonly string[]): Promise<readonly string[]> {
    if (patientIds.length === 0) return [];
    const scope = patientScope({ boardIds }, 'candidate.id', 2);
    const rows: readonly { readonly id: string }[] = await this.database.asService(
      'live',
      (manager) =>
        manager.query(`SELECT DISTINCT candidate.id FROM unnest($1::bigint[]) AS candidate (id) WHERE ${scope.sql}`, [
          patientIds,
          ...scope.parameters,
        ]),
      reading,
    );
    return rows.map(({ id }) => id);
  }

  #tellAll(message: MessageEvent): void {
    for (const { messages } of this.#streams) messages.next(message);
  }
}

const resync: readonly MessageEvent[] = [{ type: 'resync', data: {} }];

/** One message a topic, with what the actor may hear of. */
function messagesFor(
  { boardIds, accountId }: Actor,
  visiblePatientIds: readonly string[],
  changes: readonly LiveChange[],
): readonly MessageEvent[] {
  const seen = new Map<LiveTopic, Set<string>>();
  const add = (topic: LiveTopic, ids: readonly string[]): void =>
    void seen.set(topic, new Set([...(seen.get(topic) ?? []), ...ids]));
  add('patients', visiblePatientIds);
  for (const change of changes) {
    const isOwnUpload = change.topic === 'imports' && change.accountId === accountId;
    if (change.topic === 'rules' || isOwnUpload || ('boardId' in change && boardIds.includes(change.boardId)))
      add(change.topic, change.ids);
  }
  return [...seen]
    .filter(([, ids]) => ids.size > 0)
    .map(([topic, ids]) => ({
      type: 'change',
      data: { topic, ids: ids.size > mostIds ? 'all' : [...ids] },
    }));
}
