/**
 * Which disciplines a case needs, as data: what every meeting has, by preset, and what options, rules, organs and reports add.
 * Checked when it is loaded: an option or a rule that does not exist, and an option without a line, stop the start.
 */
import { z } from 'zod';
import { organs } from '../../response/index.js';
import { catalogue as ownCatalogue, CatalogueError, type Catalogue } from './catalogue.js';
import { disciplines, type Discipline } from './discipline-names.js';
import data from './disciplines.json' with { type: 'json' };

/** 'german-qi-5': quality indicator 5 of the German guideline. */
export const quorumPresets = ['default', 'german-qi-5'] as const;
export type QuorumPreset = (typeof quorumPresets)[number];

/** One of them has to take part. */
const oneOf = z.array(z.enum(disciplines)).min(1);
const needed = z.array(oneOf);
export type OneOfDisciplines = readonly Discipline[];

const presetSchema = z.strictObject({ base: needed.min(1), source: z.string().min(1) });

const disciplineRulesSchema = z.strictObject({
  presets: z.strictObject({ default: presetSchema, 'german-qi-5': presetSchema }),
  /** By option of the rules, each of them. */
  options: z.record(z.string(), needed),
  /** By rule, whatever its options. */
  rules: z.record(z.string(), needed),
  /** By organ of a lesion that an operation is about. */
  surgeryOfOrgan: z.partialRecord(z.enum(organs), needed),
  /** By the course of a lesion. */
  courses: z.strictObject({ 'taking-up-more': needed }),
  /** By what a report names as at risk. */
  reported: z.record(z.string(), needed),
});
export type DisciplineRules = z.infer<typeof disciplineRulesSchema>;

const optionIds = ({ rules }: Catalogue): Set<string> =>
  new Set(rules.flatMap(({ options }) => options.map(({ id }) => id)));

function faultsOf({ options, rules }: DisciplineRules, catalogue: Catalogue): string[] {
  const known = optionIds(catalogue);
  return [
    ...Object.keys(options)
      .filter((option) => !known.has(option))
      .map((option) => `disciplines.json: no rule raises the option '${option}'`),
    ...[...known]
      .filter((option) => !Object.hasOwn(options, option))
      .map((option) => `disciplines.json: the option '${option}' has no line; [] where it adds nobody`),
    ...Object.keys(rules)
      .filter((rule) => !catalogue.rules.some(({ id }) => id === rule))
      .map((rule) => `disciplines.json: there is no rule '${rule}'`),
  ];
}

/** Checks what disciplines are needed against the rules; throws a CatalogueError that names every fault. */
export function loadDisciplines(source: unknown, catalogue: Catalogue = ownCatalogue): DisciplineRules {
  const checked = disciplineRulesSchema.safeParse(source);
  if (!checked.success)
    throw new CatalogueError(
      checked.error.issues.map(({ path, message }) => `${['disciplines.json', ...path].join('/')}: ${message}`),
    );
  const faults = faultsOf(checked.data, catalogue);
  if (faults.length > 0) throw new CatalogueError(faults);
  return checked.data;
}

/** As it stands in the file. */
export const disciplineRules: DisciplineRules = loadDisciplines(data);
