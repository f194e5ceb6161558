export * from './history.js';
export * from './classification.js';
