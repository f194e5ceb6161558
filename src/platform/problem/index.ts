export { Problem, type ProblemError, type ProblemKind } from './problem.js';
