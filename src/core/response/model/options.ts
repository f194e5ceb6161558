/** What a caller may choose, and what is chosen where nothing is said: the readings of `readingChoices` by group. */
import { standardsOf, type Chosen } from './reading-choices.js';

export type RecistReadings = Chosen<'recist'>;
export type ImmuneReadings = Chosen<'immune'>;
type MetabolicReadings = Chosen<'metabolic'>;
export type BestResponseWindows = Chosen<'bestResponse'>;
export type NoiseParameters = Chosen<'noise'>;
type FlagPolicy = Chosen<'flags'>;

export interface ResponseOptions {
  readonly recist?: Partial<RecistReadings>;
  readonly immune?: Partial<ImmuneReadings>;
  readonly metabolic?: Partial<MetabolicReadings>;
  readonly bestResponse?: Partial<BestResponseWindows>;
  readonly noise?: Partial<NoiseParameters>;
  readonly flags?: Partial<FlagPolicy>;
  /** Ids of the pattern definitions to evaluate; left out: all. */
  readonly definitions?: readonly string[];
}

export interface ResolvedOptions {
  readonly recist: RecistReadings;
  readonly immune: ImmuneReadings;
  readonly metabolic: MetabolicReadings;
  readonly bestResponse: BestResponseWindows;
  readonly noise: NoiseParameters;
  readonly flags: FlagPolicy;
  readonly definitions: readonly string[] | null;
}

/** The project's choice for each reading, noise parameter and flag parameter [P]: docs/clinical-basis.md. */
export const defaultOptions: ResolvedOptions = {
  recist: standardsOf('recist'),
  immune: standardsOf('immune'),
  metabolic: standardsOf('metabolic'),
  bestResponse: standardsOf('bestResponse'),
  noise: standardsOf('noise'),
  flags: standardsOf('flags'),
  definitions: null,
};

/** Fills what the caller left out with the defaults. */
export const resolveOptions = (options: ResponseOptions | undefined): ResolvedOptions =>
  options === undefined
    ? defaultOptions
    : {
        recist: { ...defaultOptions.recist, ...options.recist },
        immune: { ...defaultOptions.immune, ...options.immune },
        metabolic: { ...defaultOptions.metabolic, ...options.metabolic },
        bestResponse: { ...defaultOptions.bestResponse, ...options.bestResponse },
        noise: { ...defaultOptions.noise, ...options.noise },
        flags: { ...defaultOptions.flags, ...options.flags },
        definitions: options.definitions ?? null,
      };
