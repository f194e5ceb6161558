/** The walls between rooms, in SQL: every FROM, JOIN, UPDATE and INTO of the code, read against the list of owners. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { tableOwners } from '../../../src/platform/database/index.js';

const project = resolve(import.meta.dirname, '../../..');
const owners: Readonly<Record<string, string>> = tableOwners;

interface Use {
  readonly verb: string;
  readonly name: string;
}

/** A name after FROM, JOIN, UPDATE or INTO; what PostgreSQL calls a function, or a word of another clause, is none. */
const useOf =
  /\b(DISTINCT\s+)?(DELETE\s+FROM|FROM|JOIN|UPDATE|INTO|TRUNCATE|COPY)\s+(?:ONLY\s+)?"?([a-z_]+)"?(?!["\w(])/g;

/** Names of the tables that a statement makes for itself. */
const ownNames = /\b([a-z_]+)(?:\s*\([a-z_, ]+\))?\s+AS\s+(?:NOT\s+)?(?:MATERIALIZED\s+)?\(/g;

function usesOf(sql: string): readonly Use[] {
  const own = new Set([...sql.matchAll(ownNames)].map(([, name]) => name));
  return [...sql.matchAll(useOf)].flatMap(([, distinct, verb, name]) =>
    distinct !== undefined || verb === undefined || name === undefined || own.has(name)
      ? []
      : [{ verb: verb.replace(/\s+/, ' '), name }],
  );
}

/** The texts of a file, each with a blank in the place of what is put in. */
function textsOf(path: string, code: string): readonly string[] {
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) texts.push(node.text);
    if (ts.isTemplateExpression(node))
      texts.push([node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join(' ? '));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, code, ts.ScriptTarget.Latest));
  return texts;
}

/** The room of a file: modules/triage/flags/flag.entity.ts is of triage, platform/access/... of access. */
function roomOf(path: string): string {
  const [floor = '', room = ''] = path.split('/');
  return ['modules', 'platform', 'core'].includes(floor) ? room : floor;
}

const views: ReadonlySet<string> = new Set(Object.entries(owners).map(([table, owner]) => `${owner}_${table}`));

/** What stands against a use of a name by a room; null for what is none of the project's tables, or may be used. */
function faultOf(room: string, { verb, name }: Use): string | null {
  const owner = owners[name];
  if (owner !== undefined)
    return owner === room || owner === 'database' ? null : `${verb} ${name}: a table of ${owner}`;
  if (views.has(name) && verb !== 'FROM' && verb !== 'JOIN') return `${verb} ${name}: a view is read only`;
  return null;
}

const faultsIn = (path: string, code: string): readonly string[] =>
  textsOf(path, code).flatMap((text) =>
    usesOf(text).flatMap((use) => {
      const fault = faultOf(roomOf(path), use);
      return fault === null ? [] : [`${path}: ${fault}`];
    }),
  );

const files = readdirSync(join(project, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.startsWith('web/') && !path.startsWith('platform/database/'))
  .map((path) => ({ path, code: readFileSync(join(project, 'src', path), 'utf8') }));

const published = readdirSync(join(project, 'migrations'))
  .filter((name) => name.endsWith('.ts'))
  .flatMap((name) => textsAndKeys(readFileSync(join(project, 'migrations', name), 'utf8')));

/** Names of views that a migration makes: the keys of its list. */
function textsAndKeys(code: string): readonly string[] {
  return [...code.matchAll(/^ {2}([a-z]+_[a-z_]+): /gm)].map(([, name]) => name ?? '');
}

describe('the walls between rooms', () => {
  it('no room reads or writes a table of another one', () => {
    expect(files.flatMap(({ path, code }) => faultsIn(path, code))).toEqual([]);
  });

  it('every view that the code reads is published by a migration, and every published one is read', () => {
    const read = new Set(
      files
        .flatMap(({ path, code }) => textsOf(path, code).flatMap(usesOf))
        .map(({ name }) => name)
        .filter((name) => views.has(name)),
    );
    // A later migration may publish more of a view: it is one view.
    expect([...read].sort()).toEqual([...new Set(published)].sort());
  });

  it.each<[string, string, string]>([
    ['reads', 'SELECT id FROM patient WHERE id = $1', 'FROM patient: a table of assessments'],
    ['joins', 'SELECT 1 FROM flag JOIN treatment_line AS line ON true', 'JOIN treatment_line: a table of assessments'],
    ['changes', 'UPDATE sender_query SET answered_at = now()', 'UPDATE sender_query: a table of assessments'],
    ['writes', 'INSERT INTO "case_fact" (id) VALUES (1)', 'INTO case_fact: a table of assessments'],
    ['empties', 'DELETE FROM session', 'DELETE FROM session: a table of access'],
    ['writes through a view', 'UPDATE access_account SET kind = $1', 'UPDATE access_account: a view is read only'],
  ])('catches a room that %s', (_, sql, fault) => {
    expect(faultsIn('modules/triage/planted.ts', `const sql = \`${sql} \${more}\`;`)).toEqual([
      `modules/triage/planted.ts: ${fault}`,
    ]);
  });

  it('lets a room use its own tables, views, and what a statement names itself', () => {
    const sql = `
      WITH session AS (SELECT id FROM flag) SELECT FROM session JOIN assessments_patient AS patient ON patient.id = session.id
      WHERE a IS DISTINCT FROM account AND EXISTS (SELECT FROM json_to_recordset($1) AS row (id bigint)) FOR UPDATE`;
    expect(faultsIn('modules/triage/planted.ts', `const sql = \`${sql}\`;`)).toEqual([]);
  });

  it('reads the SQL of every room that has tables', () => {
    const rooms = new Set(
      files
        .filter(({ path, code }) => textsOf(path, code).some((text) => usesOf(text).some(({ name }) => name in owners)))
        .map(({ path }) => roomOf(path)),
    );
    expect([...rooms].sort()).toEqual(
      [...new Set(Object.values(owners))].filter((owner) => owner !== 'database').sort(),
    );
  });
});
