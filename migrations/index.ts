import { CreateSchema1795000000000 } from './1795000000000-CreateSchema.js';
import { AddItemPhrases1796000100000 } from './1796000100000-AddItemPhrases.js';
import { AddQueryPhrases1796000200000 } from './1796000200000-AddQueryPhrases.js';
import { PublishViews1796000300000 } from './1796000300000-PublishViews.js';
import { AddTimepointOrder1796200100000 } from './1796200100000-AddTimepointOrder.js';
import { TakeDocuments1796300000000 } from './1796300000000-TakeDocuments.js';
import { CreateCases1796400000000 } from './1796400000000-CreateCases.js';

/** All migrations in the order in which they run. */
export const migrations = [CreateSchema1795000000000, AddItemPhrases1796000100000, AddQueryPhrases1796000200000, PublishViews1796000300000, AddTimepointOrder1796200100000, TakeDocuments1796300000000, CreateCases1796400000000] as const;
