import { useEffect, useState } from 'react';
import { useLocation, useNavigate } from '@tanstack/react-router';
import type { Session } from '../session/session.js';
import { routes } from './routes.js';

/** A session that ended while the page was open leads to the sign-in, and from there back. */
export function useSignInAfterEnd(session: Session | null): void {
  const navigate = useNavigate();
  const { href, pathname } = useLocation();
  const [signedIn] = useState(session !== null);
  useEffect(() => {
    if (signedIn && session === null && pathname !== routes.signIn)
      void navigate({ to: routes.signIn, search: { to: href, ended: true }, replace: true });
  }, [signedIn, session, href, pathname, navigate]);
}
