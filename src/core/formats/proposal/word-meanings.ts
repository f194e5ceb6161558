/** Words of a table that stand where one of our lists is meant, and are none of ours. */
import { certainties, diameterAxes, findingStates, lesionRoles, modalities, organs } from '../../response/index.js';
import { imagedPlaces } from '../../record/index.js';
import type { CsvColumnName } from '../csv/csv-columns.js';
import type { CsvMapping } from '../csv/csv-mapping.js';
import { imagedPlacesByWord, organOfSite } from '../organ-words.js';
import { roleOfWord } from '../role-words.js';
import { lookUp, wordOf, wordTable } from '../words.js';
import { columnsOf } from './column-meanings.js';
import { type Doubt, doubt } from './doubts.js';
import type { SurveyedColumn } from './table-survey.js';

interface WordList {
  /** Our columns in which its words may stand. */
  readonly names: readonly CsvColumnName[];
  /** Under which a mapping translates them. */
  readonly list: keyof NonNullable<CsvMapping['words']>;
  readonly values: readonly string[];
  readonly known?: (word: string) => boolean;
  /** False: a word that is not known is kept and asked about. */
  readonly holds?: false;
  readonly several?: true;
}

const isIn = (values: readonly string[], word: string): boolean =>
  values.some((value) => wordOf(value) === wordOf(word));

const lists: readonly WordList[] = [
  { names: ['state', 'size_mm'], list: 'state', values: findingStates.filter((state) => state !== 'measured') },
  { names: ['role'], list: 'role', values: lesionRoles, known: (word) => roleOfWord(word) !== undefined },
  { names: ['organ'], list: 'organ', values: organs, known: (word) => organOfSite(word) !== undefined, holds: false },
  {
    names: ['organs_imaged'],
    list: 'imaged',
    values: imagedPlaces,
    known: (word) => lookUp(imagedPlacesByWord, word) !== undefined,
    several: true,
  },
  { names: ['axis'], list: 'axis', values: diameterAxes },
  { names: ['modality'], list: 'modality', values: modalities },
  { names: ['certainty'], list: 'certainty', values: certainties },
  { names: ['baseline'], list: 'baseline', values: ['yes', 'no'] },
];

/** A word of sizes is none that begins like a length, which a cell of another form holds. */
const looksLikeLength = /^[<>~≤≥]?\s*\d/;

function doubtsOfColumn(
  { column, words, hasMoreWords }: SurveyedColumn,
  name: CsvColumnName,
  list: WordList,
  mapping: CsvMapping,
): Doubt[] {
  const own = wordTable<string>(mapping.words?.[list.list] ?? {});
  const parts = list.several === true ? words.flatMap((word) => word.split(';').map((part) => part.trim())) : words;
  const unknown = [...new Set(parts)].filter(
    (word) =>
      word !== '' &&
      !(name === 'size_mm' && looksLikeLength.test(word)) &&
      !isIn([...list.values, ...(name === 'state' ? ['measured'] : [])], word) &&
      lookUp(own, word) === undefined &&
      list.known?.(word) !== true,
  );
  if (unknown.length > 0 && hasMoreWords) return [doubt('many-words', { column, name, holds: list.holds !== false })];
  const target = name === 'size_mm' ? 'state' : name;
  return unknown.map((word) => doubt('word', { column, name: target, word, holds: list.holds !== false }, list.values));
}

/** The same word in several columns of visits is asked once. */
export function doubtsOfWords(mapping: CsvMapping, surveyed: readonly SurveyedColumn[]): Doubt[] {
  const all = lists.flatMap((list) =>
    list.names.flatMap((name) => {
      const columns = new Set(columnsOf(mapping, [name]));
      return surveyed
        .filter(({ column }) => columns.has(column))
        .flatMap((column) => doubtsOfColumn(column, name, list, mapping));
    }),
  );
  const keyOf = ({ code, name, word, column }: Doubt): string =>
    JSON.stringify([code, name, word === null ? column : wordOf(word)]);
  return [...new Map(all.toReversed().map((one) => [keyOf(one), one])).values()].reverse();
}
