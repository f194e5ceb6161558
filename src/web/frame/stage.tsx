import { Suspense } from 'react';
import { Outlet, useLocation } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { HatchPattern } from '../charts/hatch-pattern.js';
import { sessionQuery } from '../session/session.js';
import { ConnectionBanner } from './connection.js';
import { NotForAccount } from './failure.js';
import { LiveUpdates } from './live.js';
import { Loading } from './loading.js';
import { Notices } from './notices.js';
import { mayOpen } from './pages.js';
import { useSignInAfterEnd } from './sign-in-after-end.js';

/** The frame of what is shown to a whole room: nothing but the page itself, and what has to be told. */
export function Stage() {
  const session = useQuery(sessionQuery).data ?? null;
  const { pathname } = useLocation();
  useSignInAfterEnd(session);
  return (
    <LiveUpdates>
      <ConnectionBanner />
      <HatchPattern />
      <Notices />
      <main id="content" tabIndex={-1}>
        {session === null || mayOpen(session, pathname) ? (
          <Suspense fallback={<Loading />}>
            <Outlet />
          </Suspense>
        ) : (
          <NotForAccount />
        )}
      </main>
    </LiveUpdates>
  );
}
