/**
 * The texts of the catalogue of rules in German, in the shape of their ids (`catalog/texts.ts`).
 */
import evidence from './evidence.json' with { type: 'json' };
import fact from './facts.json' with { type: 'json' };
import lesion from './lesion-statements.json' with { type: 'json' };
import never from './never-suggested.json' with { type: 'json' };
import placeholder from './placeholders.json' with { type: 'json' };
import t1 from './rules/T1.json' with { type: 'json' };
import t2 from './rules/T2.json' with { type: 'json' };
import t3a from './rules/T3a.json' with { type: 'json' };
import t3c from './rules/T3c.json' with { type: 'json' };
import t13 from './rules/T13.json' with { type: 'json' };
import t3b from './rules/T3b.json' with { type: 'json' };
import t4 from './rules/T4.json' with { type: 'json' };
import t5 from './rules/T5.json' with { type: 'json' };
import t6a from './rules/T6a.json' with { type: 'json' };
import t6anpc from './rules/T6a-NPC.json' with { type: 'json' };
import t6b from './rules/T6b.json' with { type: 'json' };
import t6c from './rules/T6c.json' with { type: 'json' };
import t7 from './rules/T7.json' with { type: 'json' };
import t8 from './rules/T8.json' with { type: 'json' };
import t9 from './rules/T9.json' with { type: 'json' };
import t10 from './rules/T10.json' with { type: 'json' };
import t11 from './rules/T11.json' with { type: 'json' };
import t12 from './rules/T12.json' with { type: 'json' };
import statement from './statements.json' with { type: 'json' };
import term from './terms.json' with { type: 'json' };

export const germanTexts = {
  T1: t1,
  T2: t2,
  T3a: t3a,
  T3b: t3b,
  T3c: t3c,
  T13: t13,
  T4: t4,
  T5: t5,
  T6a: t6a,
  'T6a-NPC': t6anpc,
  T6b: t6b,
  T6c: t6c,
  T7: t7,
  T8: t8,
  T9: t9,
  T10: t10,
  T11: t11,
  T12: t12,
  statement,
  fact,
  evidence,
  lesion,
  never,
  placeholder,
  term,
};
