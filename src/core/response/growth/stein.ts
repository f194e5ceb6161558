/**
 * The growth and regression model of Stein (Oncologist 2008;13:1046; Clin Cancer Res 2011;17:907; general knowledge,
 * docs/clinical-basis.md#hyperprogression-and-growth-rates): size relative to the start as exp(-d t) + exp(g t) - 1, or
 * one of its simpler forms, fitted by least squares. Time in days, rates a day. From two time points only g or d alone
 * can be had [P].
 */
import type { Micrometres } from '../model/history.js';

export type SteinModel = 'gx' | 'dx' | 'gd' | 'gdphi';

export interface SteinParameters {
  readonly g: number;
  readonly d: number;
  /** Share of the tumour that responds; 1 outside gdphi. */
  readonly phi: number;
}

export interface SteinFit {
  readonly model: SteinModel;
  readonly parameters: SteinParameters;
  /** Standard errors of the fitted parameters; null where as many values were fitted as measured. */
  readonly standardErrors: Partial<SteinParameters> | null;
  /** Sum of squared residuals of the relative size. */
  readonly residual: number;
  /** Day after the start at which the fitted size is lowest; null where it only grows or only shrinks. */
  readonly nadirDay: number | null;
  readonly points: number;
}

/** Relative size after so many days. */
export function steinSize(model: SteinModel, { g, d, phi }: SteinParameters, days: number): number {
  switch (model) {
    case 'gx':
      return Math.exp(g * days);
    case 'dx':
      return Math.exp(-d * days);
    case 'gd':
      return Math.exp(-d * days) + Math.exp(g * days) - 1;
    case 'gdphi':
      return (1 - phi) * Math.exp(g * days) + phi * Math.exp(-d * days);
  }
}

/**
 * Day of the lowest size, null where there is none: (ln d - ln g) / (d + g) in the gd model, and in gdphi with the shares as weights,
 * (ln(phi d) - ln((1 - phi) g)) / (d + g) (derived).
 */
export function steinNadir({ g, d, phi }: SteinParameters, model: 'gd' | 'gdphi' = 'gd'): number | null {
  const [falling, rising] = model === 'gd' ? [d, g] : [phi * d, (1 - phi) * g];
  return rising > 0 && falling > rising ? (Math.log(falling) - Math.log(rising)) / (d + g) : null;
}

interface Point {
  readonly days: number;
  readonly size: number;
}

/** The parameters of each model on an unbounded scale: rates by logarithm, phi by logit. */
const forms: Readonly<
  Record<
    SteinModel,
    {
      readonly start: readonly number[];
      readonly read: (theta: readonly number[]) => SteinParameters;
      readonly names: readonly (keyof SteinParameters)[];
    }
  >
> = {
  gx: { start: [Math.log(0.003)], names: ['g'], read: ([g]) => ({ g: Math.exp(g!), d: 0, phi: 1 }) },
  dx: { start: [Math.log(0.01)], names: ['d'], read: ([d]) => ({ g: 0, d: Math.exp(d!), phi: 1 }) },
  gd: {
    start: [Math.log(0.002), Math.log(0.01)],
    names: ['g', 'd'],
    read: ([g, d]) => ({ g: Math.exp(g!), d: Math.exp(d!), phi: 1 }),
  },
  gdphi: {
    start: [Math.log(0.002), Math.log(0.01), 1],
    names: ['g', 'd', 'phi'],
    read: ([g, d, phi]) => ({ g: Math.exp(g!), d: Math.exp(d!), phi: 1 / (1 + Math.exp(-phi!)) }),
  },
};

const residuals = (model: SteinModel, theta: readonly number[], points: readonly Point[]): readonly number[] =>
  points.map(({ days, size }) => size - steinSize(model, forms[model].read(theta), days));

const squares = (values: readonly number[]): number => values.reduce((sum, value) => sum + value * value, 0);

function slopes(model: SteinModel, theta: readonly number[], points: readonly Point[]): readonly (readonly number[])[] {
  const step = 1e-6;
  return theta.map((_, column) => {
    const ahead = residuals(
      model,
      theta.map((value, index) => (index === column ? value + step : value)),
      points,
    );
    const behind = residuals(
      model,
      theta.map((value, index) => (index === column ? value - step : value)),
      points,
    );
    return ahead.map((value, row) => (value - behind[row]!) / (2 * step));
  });
}

/** Solves a small symmetric positive definite system by elimination, which then needs no pivots; not a number where it is singular. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, index) => [...row, right[index]!]);
  for (const [column, lead] of rows.entries()) {
    for (const [index, row] of rows.entries()) {
      if (index === column) continue;
      const factor = row[column]! / lead[column]!;
      rows[index] = row.map((value, place) => value - factor * rows[column]![place]!);
    }
  }
  return rows.map((row, index) => row[rows.length]! / row[index]!);
}

const dot = (one: readonly number[], other: readonly number[]): number =>
  one.reduce((sum, value, index) => sum + value * other[index]!, 0);

/** Levenberg-Marquardt on the unbounded parameters. */
function minimise(
  model: SteinModel,
  start: readonly number[],
  points: readonly Point[],
): { readonly theta: readonly number[]; readonly residual: number } {
  let theta = start;
  let residual = squares(residuals(model, theta, points));
  let damping = 1e-2;
  for (let iteration = 0; iteration < 200 && damping < 1e12; iteration += 1) {
    const columns = slopes(model, theta, points);
    const own = residuals(model, theta, points);
    const normal = columns.map((one, row) =>
      columns.map((other, column) => dot(one, other) * (row === column ? 1 + damping : 1)),
    );
    const move = solve(
      normal,
      columns.map((column) => -dot(column, own)),
    );
    const next = theta.map((value, index) => value + Math.max(-2, Math.min(2, move[index]!)));
    const nextResidual = squares(residuals(model, next, points));
    if (nextResidual < residual) {
      const gain = residual - nextResidual;
      [theta, residual, damping] = [next, nextResidual, damping / 10];
      if (gain < 1e-15) break;
    } else damping *= 10;
  }
  return { theta, residual };
}

/** Standard errors by the delta method: the fit is in logarithms of the rates. */
function errorsOf(
  model: SteinModel,
  theta: readonly number[],
  residual: number,
  points: readonly Point[],
): Partial<SteinParameters> | null {
  const freedom = points.length - theta.length;
  if (freedom <= 0) return null;
  const columns = slopes(model, theta, points);
  const normal = columns.map((one) => columns.map((other) => dot(one, other)));
  const { names, read } = forms[model];
  const parameters = read(theta);
  const entries = names.map((name, index) => {
    const unit = theta.map((_, column) => (column === index ? 1 : 0));
    const variance = solve(normal, unit)[index]!;
    const scale = name === 'phi' ? parameters.phi * (1 - parameters.phi) : parameters[name];
    return [
      name,
      !(variance >= 0) ? Number.POSITIVE_INFINITY : scale * Math.sqrt((variance * residual) / freedom),
    ] as const;
  });
  return Object.fromEntries(entries);
}

function fitModel(model: SteinModel, points: readonly Point[]): SteinFit {
  const { theta, residual } = minimise(model, forms[model].start, points);
  const parameters = forms[model].read(theta);
  return {
    model,
    parameters,
    residual,
    points: points.length,
    standardErrors: errorsOf(model, theta, residual, points),
    nadirDay: model === 'gd' || model === 'gdphi' ? steinNadir(parameters, model) : null,
  };
}

const parameterCount: Readonly<Record<SteinModel, number>> = { gx: 1, dx: 1, gd: 2, gdphi: 3 };

/** Akaike's criterion on the relative residuals, with a floor of the measurement precision (0.1 % of the size). */
const criterion = (fit: SteinFit): number =>
  fit.points * Math.log(fit.residual / fit.points + 1e-6) + 2 * parameterCount[fit.model];

/**
 * Fits the models that the number of points allows to a lesion or a sum, measured from its start, and gives the one with the lowest
 * Akaike criterion. `days` counts from the first point, whose size must be positive. Null with fewer than two points, or without growth
 * or shrinkage to speak of in a start of 0.
 */
export function fitStein(series: readonly { readonly day: number; readonly size: Micrometres }[]): SteinFit | null {
  const ordered = [...series].sort((one, other) => one.day - other.day);
  const start = ordered[0];
  if (start === undefined || start.size <= 0) return null;
  const points = ordered
    .map(({ day, size }) => ({ days: day - start.day, size: size / start.size }))
    .filter(({ days }) => days > 0);
  const allowed = (Object.keys(parameterCount) as SteinModel[]).filter(
    (model) => parameterCount[model] <= points.length,
  );
  if (allowed.length === 0) return null;
  return allowed
    .map((model) => fitModel(model, points))
    .reduce((best, fit) => (criterion(fit) < criterion(best) - 1e-9 ? fit : best));
}
