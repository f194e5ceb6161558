import { Link } from '@tanstack/react-router';
import { routes } from '../app/routes.js';
import { showInstant } from '../format/dates.js';
import type { PlacedOn } from './placements.js';
import { useTexts } from '../texts/texts.js';

/** Date and time of a meeting, in its own time zone, leading to its agenda. */
export function MeetingLink({ meeting }: { readonly meeting: PlacedOn }) {
  const texts = useTexts();
  return (
    <Link to={routes.agenda} params={{ meetingId: meeting.id }}>
      {showInstant(meeting.startsAt, meeting.timeZone, texts.months)}
    </Link>
  );
}
