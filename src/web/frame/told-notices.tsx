import { Notifications } from '@mantine/notifications';

/** One notice at a time, in the place that it is given; it stays until somebody closes it or something else is told. */
export const ToldNotices = () => (
  <Notifications
    withinPortal={false}
    position="top-center"
    limit={1}
    autoClose={false}
    allowDragDismiss={false}
    allowScrollDismiss={false}
    renderNotification={({ message }) => message}
  />
);
