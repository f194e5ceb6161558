/** How routes describe themselves for the description of the API, without its cost at each start. */
export * from './decorators.js';
