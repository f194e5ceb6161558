import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { importWorkflow, type StateOf, storedStates, unfinishedImportStates } from '../../core/workflow/index.js';
import { sqlWords } from '../../platform/database/index.js';
import type { Cells, CsvMapping } from '../../core/formats/index.js';
import type { ImportedFile, ImportOptions } from './import-options.js';

export type ImportState = StateOf<typeof importWorkflow>;
export const importStates: readonly ImportState[] = storedStates(importWorkflow);

/** SQL of an upload of which groups wait to be worked off. */
export const unfinishedSql = `"state" IN (${sqlWords(unfinishedImportStates)})`;

/** An upload: its rows are stored as sent, and turned into assessments by jobs that move `nextGroup` on. */
@Entity('import')
@Check('ck_import_format', `"format" IN ('csv', 'sdtm', 'documents')`)
@Check('ck_import_state', `"state" IN (${sqlWords(importStates)})`)
@Index('ix_import_unfinished', ['id'], { where: unfinishedSql })
export class Import {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_import',
  })
  id!: string;

  @Column('bigint', { name: 'site_id' })
  siteId!: string;

  @Column('bigint', { name: 'board_id' })
  boardId!: string;

  @Column('bigint', { name: 'account_id' })
  accountId!: string;

  /** Whether it may be about patients of the boards only that its account coordinates: a sender's may be about any of the site. */
  @Column('boolean', { name: 'own_boards_only', default: false })
  ownBoardsOnly!: boolean;

  @Column('text')
  format!: 'csv' | 'sdtm' | 'documents';

  @Column('jsonb')
  options!: ImportOptions;

  @Column('jsonb')
  files!: readonly ImportedFile[];

  @Column('text')
  state!: ImportState;

  @Column('integer', { name: 'group_count', default: 0 })
  groupCount!: number;

  @Column('integer', { name: 'next_group', default: 0 })
  nextGroup!: number;

  @Column('integer', { name: 'row_count', default: 0 })
  rowCount!: number;

  @Column('integer', { name: 'taken_count', default: 0 })
  takenCount!: number;

  @Column('integer', { name: 'known_count', default: 0 })
  knownCount!: number;

  @Column('integer', { name: 'held_count', default: 0 })
  heldCount!: number;

  @Column('text', { nullable: true })
  failure!: string | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'moved_at', default: () => 'now()' })
  movedAt!: Date;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt!: Date | null;
}

/** One row of an uploaded file, as sent. */
@Entity('import_row')
@Index('ix_import_row_group', ['importId', 'groupKey'])
@Index('ix_import_row_subject', ['importId', 'file', 'subjectKey'])
export class ImportedRow {
  @ForeignKey(() => Import, { name: 'fk_import_row_import' })
  @PrimaryColumn('bigint', { name: 'import_id', primaryKeyConstraintName: 'pk_import_row' })
  importId!: string;

  /** Its place among the format's files. */
  @PrimaryColumn('smallint', { primaryKeyConstraintName: 'pk_import_row' })
  file!: number;

  /** As a spreadsheet counts: the header is row 1. */
  @PrimaryColumn('integer', { name: 'row_number', primaryKeyConstraintName: 'pk_import_row' })
  rowNumber!: number;

  /** Of a row with the visits side by side: the place of its visit in the mapping. */
  @PrimaryColumn('smallint', { default: 0, primaryKeyConstraintName: 'pk_import_row' })
  part!: number;

  @Column('text', { name: 'group_key' })
  groupKey!: string;

  /** Null where the row names no patient. */
  @Column('text', { name: 'subject_key', nullable: true })
  subjectKey!: string | null;

  @Column('jsonb')
  cells!: Cells;
}

/** The rows of one assessment, by the place in which it is worked off: groups of one patient stand together. */
@Entity('import_group')
export class ImportGroup {
  @ForeignKey(() => Import, { name: 'fk_import_group_import' })
  @PrimaryColumn('bigint', { name: 'import_id', primaryKeyConstraintName: 'pk_import_group' })
  importId!: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'pk_import_group' })
  ordinal!: number;

  @Column('text', { name: 'group_key' })
  groupKey!: string;

  @Column('text', { name: 'subject_key' })
  subjectKey!: string;

  @Column('integer', { name: 'row_count' })
  rowCount!: number;
}

/** How the tables of a sender with one header are read, as a person confirmed it once; a newer one takes its place. */
@Entity('import_mapping')
@Index('ux_import_mapping_current', ['siteId', 'issuer', 'headerHash'], {
  unique: true,
  where: '"superseded_at" IS NULL',
})
export class ImportMapping {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_import_mapping',
  })
  id!: string;

  @Column('bigint', { name: 'site_id' })
  siteId!: string;

  @Column('text')
  issuer!: string;

  @Column('bytea', { name: 'header_hash' })
  headerHash!: Buffer;

  @Column('jsonb')
  header!: readonly string[];

  @Column('jsonb')
  mapping!: CsvMapping;

  @Column('bigint', { name: 'confirmed_by' })
  confirmedBy!: string;

  @Column('timestamptz', { name: 'confirmed_at', default: () => 'now()' })
  confirmedAt!: Date;

  @Column('timestamptz', { name: 'superseded_at', nullable: true })
  supersededAt!: Date | null;
}

/** A cell of an uploaded row as it should be, from an answer of its sender; the row itself stays as it was sent. */
@Entity('import_correction')
@Index('ix_import_correction_import', ['importId', 'id'])
export class ImportCorrection {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pk_import_correction',
  })
  id!: string;

  @ForeignKey(() => Import, { name: 'fk_import_correction_import' })
  @Column('bigint', { name: 'import_id' })
  importId!: string;

  @Column('smallint')
  file!: number;

  @Column('integer', { name: 'row_number' })
  rowNumber!: number;

  /** In the sender's own header. */
  @Column('text', { name: 'column_name' })
  columnName!: string;

  @Column('text')
  value!: string;

  @Column('bigint', { name: 'corrected_by' })
  correctedBy!: string;

  @Column('timestamptz', { name: 'corrected_at', default: () => 'now()' })
  correctedAt!: Date;
}

/** A message as it came by a door of machines, sealed, until its day. */
@Entity('raw_message')
@Index('ix_raw_message_keep_until', ['keepUntil'])
export class RawMessage {
  @ForeignKey(() => Import, { name: 'fk_raw_message_import' })
  @PrimaryColumn('bigint', { name: 'import_id', primaryKeyConstraintName: 'pk_raw_message' })
  importId!: string;

  @Column('text')
  name!: string;

  @Column('bytea')
  nonce!: Buffer;

  /** The message and, behind it, what tells whether it was changed. */
  @Column('bytea')
  sealed!: Buffer;

  @Column('timestamptz', { name: 'keep_until' })
  keepUntil!: Date;
}
