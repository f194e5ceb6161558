import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { dataOf } from '../api/problem.js';
import { useMeetingTexts } from './texts/index.js';
import styles from './meetings.module.css';

/** Who has to hear that a meeting is moved or cancelled. The service writes to nobody yet: the page says so. */
export function PeopleToTell({ meetingId }: { readonly meetingId: string }) {
  const texts = useMeetingTexts().planning;
  const { data } = useQuery({
    queryKey: ['meetings', 'people', meetingId],
    queryFn: async ({ signal }) =>
      (await dataOf(api.GET('/api/meetings/{id}/people-to-tell', { params: { path: { id: meetingId } }, signal })))
        .items,
  });
  if (data === undefined) return null;
  return (
    <section className={styles['people']} aria-label={texts.toTell}>
      <h3>{texts.toTell}</h3>
      <p className="soft small">{texts.toTellHint}</p>
      <ul>
        {data.map(({ accountId, displayName, standsInFor }) => (
          <li key={accountId}>
            {displayName}
            {standsInFor.length > 0 && <span className="soft"> ({texts.standsInFor(standsInFor.join(', '))})</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
