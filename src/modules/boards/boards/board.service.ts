import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../../platform/access/index.js';
import { AuditTrail } from '../../../platform/audit/index.js';
import { Database, reading, sqlState } from '../../../platform/database/index.js';
import { Problem } from '../../../platform/problem/index.js';
import type { ListedBoard, NewBoard } from './board-views.js';

const uniqueViolation = '23505';
const defaultName = 'Head and neck tumour board';

const columns = 'board.id, board.name, board.time_zone AS "timeZone", board.is_default AS "isDefault"';

/** The boards of a site. */
@Injectable()
export class BoardService {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
  ) {}

  /**
   * The site's default board, on which its new patients stand; made if there is none.
   * @param timeZone IANA name; only read where the board is made
   * @returns id of the board
   */
  async ensureDefaultBoard(siteId: string, timeZone = ownTimeZone()): Promise<string> {
    return this.database.asService('boards', async (manager) => {
      const [made] = await manager.query<{ id: string }[]>(
        `
        INSERT INTO board (site_id, name, time_zone, is_default) VALUES ($1, $2, $3, true)
        ON CONFLICT DO NOTHING RETURNING id`,
        [siteId, defaultName, timeZone],
      );
      if (made) {
        await this.#record(manager, 'board.create', made.id);
        return made.id;
      }
      return this.#defaultBoard(manager, siteId);
    });
  }

  /** Makes the default board of every site that has none. */
  async ensureDefaultBoards(): Promise<void> {
    const sites = await this.database.asService(
      'boards',
      (manager) =>
        manager.query<{ id: string }[]>(`
      SELECT id FROM access_site AS site WHERE NOT EXISTS (SELECT FROM board WHERE board.site_id = site.id AND board.is_default) ORDER BY id`),
      reading,
    );
    for (const { id } of sites) await this.ensureDefaultBoard(id);
  }

  /** Boards on which the actor has a seat; for an administrator, all boards of the site. */
  async list(actor: Actor): Promise<ListedBoard[]> {
    return this.database.asActor(
      actor,
      (manager) =>
        manager.query<ListedBoard[]>(
          `
      SELECT ${columns} FROM board WHERE site_id = $1 AND ($2 OR id = ANY ($3::bigint[])) ORDER BY name`,
          [actor.siteId, actor.roles.includes('administrator'), [...actor.boardIds]],
        ),
      reading,
    );
  }

  /**
   * Makes a board; the first one of a site that has no default is its default.
   * @throws Problem 'conflict' if the site has a board of that name
   */
  async create(actor: Actor, board: NewBoard): Promise<ListedBoard> {
    return this.database.asActor(actor, async (manager) => {
      // Of two first boards at once, the second sees the first.
      await manager.query('SELECT FROM access_site AS site WHERE id = $1 FOR UPDATE', [actor.siteId]);
      const [made] = await manager
        .query<ListedBoard[]>(
          `
        INSERT INTO board (site_id, name, time_zone, is_default)
        SELECT $1, $2, $3, NOT EXISTS (SELECT FROM board WHERE site_id = $1 AND is_default) RETURNING ${columns}`,
          [actor.siteId, board.name, board.timeZone],
        )
        .catch((error: unknown) => {
          throw sqlState(error) === uniqueViolation
            ? Problem.conflict('There is a board of this name already: expected another name.')
            : error;
        });
      if (!made) throw new Error('PostgreSQL returned no row for a new board.');
      await this.#record(manager, 'board.create', made.id);
      return made;
    });
  }

  async #defaultBoard(manager: EntityManager, siteId: string): Promise<string> {
    const [board] = await manager.query<{ id: string }[]>('SELECT id FROM board WHERE site_id = $1 AND is_default', [
      siteId,
    ]);
    if (board) return board.id;
    // A board of the default's name that is not the default: it becomes it.
    const [[named]] = await manager.query<[{ id: string }[], number]>(
      'UPDATE board SET is_default = true WHERE site_id = $1 AND name = $2 RETURNING id',
      [siteId, defaultName],
    );
    if (!named) throw new Error(`Site ${siteId} has no default board and none could be made.`);
    await this.#record(manager, 'board.make-default', named.id);
    return named.id;
  }

  async #record(manager: EntityManager, action: string, boardId: string): Promise<void> {
    await this.trail.record(manager, { action, patientIds: [], subjectType: 'board', subjectId: boardId });
  }
}

const ownTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
