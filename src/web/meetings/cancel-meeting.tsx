import { useState } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { dataOf } from '../api/problem.js';
import { showInstant } from '../format/dates.js';
import { NotSaved } from '../frame/not-saved.js';
import { tell } from '../frame/notice.js';
import { Dialogue } from '../parts/dialogue.js';
import { ReasonForm } from '../parts/form/reason-form.js';
import type { ListedMeeting } from '../placement/meetings-query.js';
import { useWords } from '../texts/words.js';
import { PeopleToTell } from './people-to-tell.js';
import { seriesQuery } from './series-query.js';
import { useMeetingTexts } from './texts/index.js';
import { ReachField, type Reach } from './whole-series.js';

interface CancelMeetingProps {
  readonly meeting: ListedMeeting;
  readonly onClose: () => void;
}

/** Asks why a meeting does not take place, for it alone or for those of its series that follow too, and names who has to hear of it. */
export function CancelMeeting({ meeting, onClose }: CancelMeetingProps) {
  const texts = useMeetingTexts().planning;
  const words = useWords();
  const [reach, setReach] = useState<Reach>('this');
  const { data: series } = useQuery({ ...seriesQuery(meeting.seriesId ?? ''), enabled: meeting.seriesId !== null });
  const cancel = useCancel(meeting, series?.version ?? 0, onClose);
  const when = showInstant(meeting.startsAt, meeting.timeZone, words.months);
  return (
    <Dialogue onClose={onClose} title={texts.cancelTitle(when)}>
      {meeting.seriesId !== null && <ReachField value={reach} onChange={setReach} />}
      <ReasonForm
        submit={texts.cancelNow}
        pending={cancel.isPending}
        disabled={reach === 'following' && series === undefined}
        refusal={<NotSaved error={cancel.error} />}
        onReason={(reason) => cancel.mutate({ reason, reach })}
        onCancel={onClose}
      >
        <p className="soft">{reach === 'this' ? texts.cancelHint : texts.endHint}</p>
        <PeopleToTell meetingId={meeting.id} />
      </ReasonForm>
    </Dialogue>
  );
}

function useCancel(
  { id, version, seriesId, startsAt, timeZone }: ListedMeeting,
  seriesVersion: number,
  onClose: () => void,
) {
  const texts = useMeetingTexts().planning;
  const words = useWords();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ reason, reach }: { readonly reason: string; readonly reach: Reach }) => {
      if (reach === 'following' && seriesId !== null)
        return dataOf(
          api.POST('/api/meeting-series/{id}/end', {
            params: { path: { id: seriesId }, header: { 'If-Match': `"${seriesVersion}"` } },
            body: { fromMeetingId: id, reason },
          }),
        );
      return dataOf(
        api.POST('/api/meetings/{id}/cancel', {
          params: { path: { id }, header: { 'If-Match': `"${version}"` } },
          body: { reason },
        }),
      );
    },
    onSuccess: ({ peopleToTell }, { reach }) => {
      void queries.invalidateQueries({ queryKey: ['meetings'] });
      const when = showInstant(startsAt, timeZone, words.months);
      const told = texts.tell(peopleToTell.map(({ displayName }) => displayName).join(', '));
      tell({ words: `${reach === 'this' ? texts.cancelled(when) : texts.ended(when)} ${told}` });
      onClose();
    },
  });
}
