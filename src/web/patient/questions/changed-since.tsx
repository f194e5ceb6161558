import { useQuery } from '@tanstack/react-query';
import { showInstant } from '../../format/dates.js';
import { MeetingLink } from '../../placement/meeting-link.js';
import { usePlacements } from '../../placement/placements.js';
import { usePatientTexts } from '../../record/texts/index.js';
import { useWords } from '../../texts/words.js';
import type { CaseItem } from '../../record/case/case.js';
import { historyQuery } from '../../record/case/case-query.js';

/** What a question that took the place of another says differently, and since when; where a board has the earlier one before it, that is said. */
export function ChangedSince({ item }: { readonly item: CaseItem }) {
  const texts = usePatientTexts();
  const wordsTexts = useWords();
  const placements = usePlacements();
  const history = useQuery({ ...historyQuery(item.id), enabled: item.predecessorId !== null }).data;
  const [newest, ...earlier] = history?.items ?? [];
  if (newest === undefined || earlier.length === 0) return null;
  const meeting = earlier.flatMap(({ itemId }) => placements.get(itemId) ?? [])[0];
  return (
    <p className="small">
      <strong>
        {meeting === undefined ? (
          `${texts.changedSince} ${showInstant(earlier[0]!.createdAt, 'UTC', wordsTexts.months)} UTC`
        ) : (
          <>
            {texts.changedSinceMeeting} <MeetingLink meeting={meeting} />
          </>
        )}
        :
      </strong>{' '}
      {newest.because.map(({ words }) => words).join(' ')}
    </p>
  );
}
