import { lazy, Suspense, useEffect } from 'react';
import { notifications, useNotifications } from '@mantine/notifications';
import { useLocation } from '@tanstack/react-router';
import styles from './notice.module.css';

const ToldNotices = lazy(async () => ({ default: (await import('./told-notices.js')).ToldNotices }));

/**
 * The place of notices above the content, there before anything is told: what comes into it is read aloud, without breaking in on what is
 * being read. Another page clears it.
 */
export function Notices() {
  const { pathname } = useLocation();
  useEffect(() => notifications.clean(), [pathname]);
  const something = useNotifications().notifications.length > 0;
  return (
    <div role="status" className={styles['place']}>
      <Suspense fallback={null}>{something && <ToldNotices />}</Suspense>
    </div>
  );
}
