import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import type { QueryClient } from '@tanstack/react-query';
import { comingMeetings, meetingsQuery } from '../placement/meetings-query.js';
import { onlyReads } from '../session/rights.js';
import { sessionQuery } from '../session/session.js';
import { LoadFailure, NothingHere } from '../frame/failure.js';
import { Loading } from '../frame/loading.js';
import { startPage } from '../frame/pages.js';
import { queries } from './query-client.js';
import { routes } from '../frame/routes.js';
import { readCaseSearch } from '../cases/case-model.js';
import { readFollowUpSearch, readStandardSearch } from '../follow-up/search.js';
import { readChangeSearch } from '../rules/change-search.js';
import { readOpinionSearch, readRoomSearch } from '../meeting-room/room-search.js';
import { readMeetingsSearch } from '../meetings/meetings-search.js';
import { readWorklistSearch } from '../worklist/search.js';

interface RouterContext {
  readonly queries: QueryClient;
}

const root = createRootRouteWithContext<RouterContext>()({ notFoundComponent: NothingHere });

const signIn = createRoute({
  getParentRoute: () => root,
  path: routes.signIn,
  validateSearch: (search: Record<string, unknown>): { to?: string; ended?: boolean } => ({
    ...(typeof search['to'] === 'string' && search['to'].startsWith('/') && !search['to'].startsWith('//')
      ? { to: search['to'] }
      : {}),
    ...(search['ended'] === true ? { ended: true } : {}),
  }),
  component: lazyRouteComponent(() => import('../sign-in/sign-in.js'), 'SignIn'),
});

async function requireSession({
  context,
  location,
}: {
  readonly context: RouterContext;
  readonly location: { readonly href: string };
}): Promise<void> {
  const session = await context.queries.ensureQueryData(sessionQuery);
  if (session === null) throw redirect({ to: routes.signIn, search: { to: location.href } });
}

/** Everything behind the sign-in, inside the frame. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: lazyRouteComponent(() => import('../frame/shell.js'), 'Shell'),
  beforeLoad: requireSession,
});

/** Behind the sign-in too, with the whole screen for itself. */
const stage = createRoute({
  getParentRoute: () => root,
  id: 'stage',
  component: lazyRouteComponent(() => import('../frame/stage.js'), 'Stage'),
  beforeLoad: requireSession,
});

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  beforeLoad: async ({ context }) => {
    const session = context.queries.getQueryData(sessionQuery.queryKey) ?? null;
    if (!onlyReads(session)) throw redirect({ to: startPage(session), replace: true });
    const meetings = await context.queries.ensureQueryData(meetingsQuery).catch(() => []);
    const next = comingMeetings(meetings)[0];
    throw redirect(
      next === undefined
        ? { to: routes.meetings, replace: true }
        : { to: routes.agenda, params: { meetingId: next.id }, replace: true },
    );
  },
});

const worklist = createRoute({
  getParentRoute: () => inside,
  path: routes.worklist,
  validateSearch: readWorklistSearch,
  component: lazyRouteComponent(() => import('../worklist/worklist.js'), 'Worklist'),
});

const patient = createRoute({
  getParentRoute: () => inside,
  path: routes.patient,
  component: lazyRouteComponent(() => import('../patient/patient-page.js'), 'PatientPage'),
});

const oneCase = createRoute({
  getParentRoute: () => inside,
  path: routes.case,
  validateSearch: readCaseSearch,
  component: lazyRouteComponent(() => import('../cases/case-page.js'), 'CasePage'),
});

const followUp = createRoute({
  getParentRoute: () => inside,
  path: routes.followUp,
  validateSearch: readFollowUpSearch,
  component: lazyRouteComponent(() => import('../follow-up/follow-up-page.js'), 'FollowUpPage'),
});

const standardOfCare = createRoute({
  getParentRoute: () => inside,
  path: routes.standardOfCare,
  validateSearch: readStandardSearch,
  component: lazyRouteComponent(() => import('../follow-up/standard-of-care.js'), 'StandardOfCare'),
});

const referrals = createRoute({
  getParentRoute: () => inside,
  path: routes.referrals,
  component: lazyRouteComponent(() => import('../referrals/referrals.js'), 'Referrals'),
});

const newReferral = createRoute({
  getParentRoute: () => inside,
  path: routes.newReferral,
  validateSearch: (search: Record<string, unknown>): { patientId?: string } =>
    /^\d{1,18}$/.test(String(search['patientId'] ?? '')) ? { patientId: String(search['patientId']) } : {},
  component: lazyRouteComponent(() => import('../referrals/new-referral.js'), 'NewReferral'),
});

const oneReferral = createRoute({
  getParentRoute: () => inside,
  path: routes.referral,
  component: lazyRouteComponent(() => import('../referrals/referral-page.js'), 'ReferralPage'),
});

const meetings = createRoute({
  getParentRoute: () => inside,
  path: routes.meetings,
  validateSearch: readMeetingsSearch,
  component: lazyRouteComponent(() => import('../meetings/meetings.js'), 'Meetings'),
});

const agenda = createRoute({
  getParentRoute: () => inside,
  path: routes.agenda,
  component: lazyRouteComponent(() => import('../meetings/agenda.js'), 'Agenda'),
});

const present = createRoute({
  getParentRoute: () => stage,
  path: routes.present,
  validateSearch: readRoomSearch,
  component: lazyRouteComponent(() => import('../meeting-room/present.js'), 'Present'),
});

const opinion = createRoute({
  getParentRoute: () => inside,
  path: routes.opinion,
  validateSearch: readOpinionSearch,
  component: lazyRouteComponent(() => import('../meeting-room/opinions/opinion-page.js'), 'OpinionPage'),
});

const boards = createRoute({
  getParentRoute: () => inside,
  path: routes.boards,
  component: lazyRouteComponent(() => import('../boards/boards.js'), 'Boards'),
});

const board = createRoute({
  getParentRoute: () => inside,
  path: routes.board,
  component: lazyRouteComponent(() => import('../boards/board-page.js'), 'BoardPage'),
});

const imports = createRoute({
  getParentRoute: () => inside,
  path: routes.imports,
  component: lazyRouteComponent(() => import('../imports/imports.js'), 'Imports'),
});

const newTable = createRoute({
  getParentRoute: () => inside,
  path: routes.newTable,
  component: lazyRouteComponent(() => import('../imports/table/table-wizard.js'), 'TableWizard'),
});

const senderQueries = createRoute({
  getParentRoute: () => inside,
  path: routes.senderQueries,
  component: lazyRouteComponent(() => import('../imports/open-queries.js'), 'OpenQueries'),
});

const oneImport = createRoute({
  getParentRoute: () => inside,
  path: routes.import,
  component: lazyRouteComponent(() => import('../imports/import-page.js'), 'ImportPage'),
});

const rules = createRoute({
  getParentRoute: () => inside,
  path: routes.rules,
  component: lazyRouteComponent(() => import('../rules/catalogue/rules.js'), 'Rules'),
});

const ledger = createRoute({
  getParentRoute: () => inside,
  path: routes.ledger,
  component: lazyRouteComponent(() => import('../rules/ledger/ledger.js'), 'Ledger'),
});

const dryRun = createRoute({
  getParentRoute: () => inside,
  path: routes.dryRun,
  validateSearch: readChangeSearch,
  component: lazyRouteComponent(() => import('../rules/dry-run/dry-run-page.js'), 'DryRunPage'),
});

const itemHistory = createRoute({
  getParentRoute: () => inside,
  path: routes.itemHistory,
  component: lazyRouteComponent(() => import('../rules/history/item-history.js'), 'ItemHistory'),
});

const about = createRoute({
  getParentRoute: () => inside,
  path: routes.about,
  component: lazyRouteComponent(() => import('../about/about.js'), 'About'),
});

/** An address that leads nowhere, inside the frame. */
const nowhere = createRoute({ getParentRoute: () => inside, path: '$', component: NothingHere });

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    stage.addChildren([present]),
    inside.addChildren([
      home,
      worklist,
      patient,
      oneCase,
      followUp,
      standardOfCare,
      referrals,
      newReferral,
      oneReferral,
      meetings,
      agenda,
      opinion,
      boards,
      board,
      imports,
      newTable,
      senderQueries,
      oneImport,
      rules,
      ledger,
      dryRun,
      itemHistory,
      about,
      nowhere,
    ]),
  ]),
  context: { queries },
  defaultPreload: 'intent',
  defaultPendingComponent: Loading,
  defaultPendingMs: 300,
  defaultErrorComponent: ({ error, reset }) => (
    <LoadFailure error={error instanceof Error ? error : new Error(String(error))} onRetry={reset} />
  ),
  defaultNotFoundComponent: NothingHere,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
