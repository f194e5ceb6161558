import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { catalogue } from '../../../core/discussion/index.js';
import type { Actor } from '../../../platform/access/index.js';
import { AuditTrail } from '../../../platform/audit/index.js';
import { Database, reading, sqlState } from '../../../platform/database/index.js';
import { requireIfMatch } from '../../../platform/http/index.js';
import { notify } from '../../../platform/live/index.js';
import { Problem } from '../../../platform/problem/index.js';
import { requireKeeper, requireReader } from './board-seats.js';
import { placesOf } from './quorum-rule.js';
import type { BoardSettings, ShownSettings } from './settings-views.js';

type Row = BoardSettings & Pick<ShownSettings, 'id' | 'isDefault' | 'version'>;

const uniqueViolation = '23505';

const columns = `
  id, is_default AS "isDefault", settings_version AS version, name, time_zone AS "timeZone", language, quorum, minutes_a_case AS "minutesACase",
  cut_off_hours AS "cutOffHours", accepted_sites AS "acceptedSiteIds", place, blind_opinions AS "blindOpinions", mode_lite AS "modeLite",
  viewer_link AS "viewerLink", freshness`;

const update = `
  UPDATE board SET name = $2, time_zone = $3, language = $4, quorum = $5, minutes_a_case = $6, cut_off_hours = $7, accepted_sites = $8, place = $9,
    blind_opinions = $10, mode_lite = $11, viewer_link = $12, freshness = $13, settings_version = settings_version + 1
  WHERE id = $1`;

const facts = [...catalogue.facts.values()].flatMap(({ id, freshForDays }) =>
  freshForDays === null
    ? []
    : [{ fact: id, words: { id: 'catalogue', parameters: { text: `fact/${id}/words` } } as const, freshForDays }],
);

/** What a board decides for itself. Its coordinators and the administrators of its site keep it. */
@Injectable()
export class BoardSettingsService {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
  ) {}

  /** @throws Problem 'not found' for a board of another site, or for who neither sits on it nor administers the site */
  async read(actor: Actor, boardId: string): Promise<ShownSettings> {
    requireReader(actor, boardId);
    return this.database.asActor(actor, (manager) => readSettings(manager, actor, boardId), reading);
  }

  /**
   * Puts other settings in the place of those that If-Match names.
   * @throws Problem 'changed meanwhile' where somebody was faster, 'conflict' for a name that is taken, or another time zone while meetings
   *   repeat in the old one, 'invalid' for a site that is not there
   */
  async replace(
    actor: Actor,
    { boardId, ifMatch }: { readonly boardId: string; readonly ifMatch: string | undefined },
    settings: BoardSettings,
  ): Promise<ShownSettings> {
    requireKeeper(actor, boardId);
    return this.database.asActor(actor, async (manager) => {
      const before = await lockSettings(manager, actor, boardId);
      requireIfMatch(ifMatch, before.version);
      await requireSites(manager, actor, settings.acceptedSiteIds);
      if (settings.timeZone !== before.timeZone) await requireNoSeries(manager, boardId);
      await manager.query(update, parametersOf(boardId, settings)).catch((error: unknown) => {
        throw sqlState(error) === uniqueViolation
          ? Problem.conflict('There is a board of this name already: expected another name.')
          : error;
      });
      const after = await readSettings(manager, actor, boardId);
      await notify(manager, { topic: 'meetings', ids: [boardId], boardId });
      await this.trail.record(manager, {
        action: 'board.change',
        patientIds: [],
        subjectType: 'board',
        subjectId: boardId,
        detail: { version: after.version, changed: changedBetween(before, after) },
      });
      return after;
    });
  }
}

async function readSettings(manager: EntityManager, { siteId }: Actor, boardId: string): Promise<ShownSettings> {
  const [row] = await manager.query<Row[]>(`SELECT ${columns} FROM board WHERE id = $1 AND site_id = $2`, [
    boardId,
    siteId,
  ]);
  if (row === undefined) throw Problem.notFound(`There is no board ${boardId}.`);
  const sites = await manager.query<ShownSettings['sites']>(
    'SELECT id, name FROM access_site AS site WHERE id <> $1 ORDER BY name',
    [siteId],
  );
  return {
    ...row,
    sites,
    quorumPlaces: placesOf(row.quorum).map((place) => ({ ...place, anyOf: [...place.anyOf] })),
    facts,
  };
}

async function lockSettings(manager: EntityManager, { siteId }: Actor, boardId: string): Promise<Row> {
  const [row] = await manager.query<Row[]>(
    `SELECT ${columns} FROM board WHERE id = $1 AND site_id = $2 FOR NO KEY UPDATE`,
    [boardId, siteId],
  );
  if (row === undefined) throw Problem.notFound(`There is no board ${boardId}.`);
  return row;
}

const parametersOf = (boardId: string, settings: BoardSettings): unknown[] => [
  boardId,
  settings.name,
  settings.timeZone,
  settings.language,
  settings.quorum,
  settings.minutesACase,
  settings.cutOffHours,
  [...new Set(settings.acceptedSiteIds)],
  settings.place,
  settings.blindOpinions,
  settings.modeLite,
  settings.viewerLink,
  settings.freshness,
];

async function requireSites(manager: EntityManager, { siteId }: Actor, siteIds: readonly string[]): Promise<void> {
  const known = await manager.query<{ id: string }[]>(
    'SELECT id FROM access_site AS site WHERE id = ANY ($1::bigint[]) AND id <> $2',
    [[...siteIds], siteId],
  );
  const unknown = siteIds.flatMap((siteIdGiven, index) =>
    known.some(({ id }) => id === siteIdGiven)
      ? []
      : [
          {
            pointer: `/acceptedSiteIds/${index}`,
            code: 'not-in-list',
            detail: `There is no other site ${siteIdGiven}.`,
            expected: "the id of a site beside the board's own",
          },
        ],
  );
  if (unknown.length > 0) throw Problem.invalid(unknown);
}

/** A series keeps the local time of the zone in which it was planned: the zone of a board changes between series, not under one. */
async function requireNoSeries(manager: EntityManager, boardId: string): Promise<void> {
  const going = await manager.query<unknown[]>(
    `SELECT FROM meeting WHERE board_id = $1 AND series_id IS NOT NULL AND state = 'planned' AND starts_at > now() LIMIT 1`,
    [boardId],
  );
  if (going.length > 0)
    throw Problem.conflict(
      'Meetings of this board repeat in its time zone: end their series first, then change the zone.',
    );
}

const changedBetween = (before: Row, after: Row): string[] =>
  (Object.keys(before) as (keyof Row)[]).filter(
    (key) => key !== 'version' && JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );
