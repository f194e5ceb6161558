export * from './fault.js';
export * from './documents.js';
export * from './facts.js';
export * from './recorded.js';
export * from './tabular-format.js';
export * from './csv-columns.js';
export * from './csv-mapping.js';
export * from './csv-records.js';
