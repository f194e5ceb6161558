import type { QueryClient } from '@tanstack/react-query';

const touched = ['cases', 'worklist', 'agenda', 'patient', 'meetings', 'referrals'];

/** Reads anew what shows cases, after one of them has moved. */
export const readCasesAnew = (queries: QueryClient): Promise<unknown> =>
  Promise.all(touched.map((key) => queries.invalidateQueries({ queryKey: [key] })));
