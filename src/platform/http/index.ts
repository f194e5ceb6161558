export { Problem, type ProblemDocument, type ProblemError, type ProblemOptions } from './problem.js';
