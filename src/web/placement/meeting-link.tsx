import { Link } from '@tanstack/react-router';
import { routes } from '../frame/routes.js';
import { showInstant } from '../format/dates.js';
import type { PlacedOn } from './placements.js';
import { useWords } from '../texts/words.js';

/** Date and time of a meeting, in its own time zone, leading to its agenda. */
export function MeetingLink({ meeting }: { readonly meeting: PlacedOn }) {
  const words = useWords();
  return (
    <Link to={routes.agenda} params={{ meetingId: meeting.id }}>
      {showInstant(meeting.startsAt, meeting.timeZone, words.months)}
    </Link>
  );
}
