import { CreateSchema1795000000000 } from './1795000000000-CreateSchema.js';

/** All migrations in the order in which they run. */
export const migrations = [CreateSchema1795000000000] as const;
