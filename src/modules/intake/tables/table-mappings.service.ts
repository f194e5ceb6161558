import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { CsvMapping } from '../../../core/formats/index.js';

/** A mapping as a person confirmed it for the tables of a sender with one header. */
export interface ConfirmedMapping {
  readonly siteId: string;
  /** The sending system. */
  readonly issuer: string;
  /** Trimmed, in the order of the file. */
  readonly header: readonly string[];
  readonly mapping: CsvMapping;
  readonly accountId: string;
}

export interface SavedMapping {
  readonly mapping: CsvMapping;
  readonly confirmedBy: string;
  readonly confirmedAt: Date;
}

/** Headers of one sender that are looked at: the newest. */
const mostMappings = 500;

/** How the tables of senders are read, by their headers, as people confirmed it once. */
@Injectable()
export class TableMappings {
  /** By which the tables of a sender are read, by their headers: read at once, since nothing can be asked of a connection that takes rows. */
  async ofSender(
    manager: EntityManager,
    siteId: string,
    issuer: string,
  ): Promise<(header: readonly string[]) => CsvMapping | null> {
    const rows: { hash: string; mapping: CsvMapping }[] = await manager.query(
      `
      SELECT encode(header_hash, 'hex') AS hash, mapping FROM import_mapping WHERE site_id = $1 AND issuer = $2 AND superseded_at IS NULL
      ORDER BY confirmed_at DESC LIMIT ${mostMappings}`,
      [siteId, issuer],
    );
    const byHash = new Map(rows.map(({ hash, mapping }) => [hash, mapping]));
    return (header) => byHash.get(hashOf(header).toString('hex')) ?? null;
  }

  /** The mapping of a header with who confirmed it and when; null where nobody has. */
  async saved(
    manager: EntityManager,
    siteId: string,
    issuer: string,
    header: readonly string[],
  ): Promise<SavedMapping | null> {
    const [row]: SavedMapping[] = await manager.query(
      `
      SELECT mapping, account.display_name AS "confirmedBy", confirmed_at AS "confirmedAt"
      FROM import_mapping JOIN access_account AS account ON account.id = import_mapping.confirmed_by
      WHERE import_mapping.site_id = $1 AND issuer = $2 AND header_hash = $3 AND superseded_at IS NULL`,
      [siteId, issuer, hashOf(header)],
    );
    return row ?? null;
  }

  /** Keeps a mapping for the sender's next tables with this header; the one before is kept as what it was. */
  async remember(
    manager: EntityManager,
    { siteId, issuer, header, mapping, accountId }: ConfirmedMapping,
  ): Promise<void> {
    const hash = hashOf(header);
    await manager.query(
      'UPDATE import_mapping SET superseded_at = now() WHERE site_id = $1 AND issuer = $2 AND header_hash = $3 AND superseded_at IS NULL',
      [siteId, issuer, hash],
    );
    await manager.query(
      'INSERT INTO import_mapping (site_id, issuer, header_hash, header, mapping, confirmed_by) VALUES ($1, $2, $3, $4, $5, $6)',
      [siteId, issuer, hash, JSON.stringify(header), JSON.stringify(mapping), accountId],
    );
  }
}

const hashOf = (header: readonly string[]): Buffer => createHash('sha256').update(JSON.stringify(header)).digest();
