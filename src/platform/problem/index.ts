export { Problem, type ProblemError, type ProblemKind, type ProblemOptions } from './problem.js';
