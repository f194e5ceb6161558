import { useState, type FormEvent } from 'react';
import { Button, Group, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { routes } from '../../frame/routes.js';
import { MeetingLink } from '../../placement/meeting-link.js';
import { usePlacements } from '../../placement/placements.js';
import { PlaceOnMeeting } from '../../placement/place-on-meeting.js';
import { Dialogue } from '../../parts/dialogue.js';
import { coordinatesAny } from '../../session/rights.js';
import { useSession } from '../../session/session.js';
import { NotSaved } from '../../frame/not-saved.js';
import { usePatientTexts } from '../texts/index.js';
import { usePlacementTexts } from '../../placement/texts/index.js';
import { useWords } from '../../texts/words.js';
import { type CaseItem, type CaseLine, isOpen } from '../case/case.js';
import { Park } from './park.js';
import { dismissItem } from './settle-item.js';
import styles from '../patient.module.css';

/** Where a question stands, and for coordinators the ways on: onto a meeting, or dismissed with a reason. */
export function ItemTools({
  item,
  line,
  compact = false,
}: {
  readonly item: CaseItem;
  readonly line: CaseLine;
  readonly compact?: boolean;
}) {
  const texts = usePatientTexts();
  const placingTexts = usePlacementTexts();
  const words = useWords();
  const mayPlace = coordinatesAny(useSession());
  const [placing, setPlacing] = useState(false);
  const [dismissing, setDismissing] = useState(false);
  const [parking, setParking] = useState(false);
  const { patientId } = useParams({ from: `/inside${routes.patient}` });
  const meeting = usePlacements().get(item.id) ?? null;
  const open = meeting === null && isOpen(item);
  const size = compact ? 'compact-sm' : 'compact-md';
  return (
    <div className={styles['tools']}>
      {meeting === null ? (
        <span className="soft small">{words.itemStates[item.state]}</span>
      ) : (
        <span className="small">
          {texts.onMeeting} <MeetingLink meeting={meeting} />
        </span>
      )}
      {mayPlace && isOpen(item) && item.parks && (line.parking === null || line.parking.ended) && (
        <Button size={size} variant="default" onClick={() => setParking(true)}>
          {texts.park}
        </Button>
      )}
      {mayPlace && open && (
        <>
          <Button size={size} onClick={() => setPlacing(true)}>
            {placingTexts.put}
          </Button>
          <Button size={size} variant="default" onClick={() => setDismissing(true)}>
            {texts.dismiss}
          </Button>
        </>
      )}
      {placing && (
        <PlaceOnMeeting
          items={[{ id: item.id, question: item.question, caseId: patientId }]}
          onClose={() => setPlacing(false)}
          onPlaced={() => setPlacing(false)}
        />
      )}
      {parking && <Park patientId={patientId} line={line} item={item} onClose={() => setParking(false)} />}
      {dismissing && <Dismiss patientId={patientId} item={item} onClose={() => setDismissing(false)} />}
    </div>
  );
}

function Dismiss({
  patientId,
  item,
  onClose,
}: {
  readonly patientId: string;
  readonly item: CaseItem;
  readonly onClose: () => void;
}) {
  const texts = usePatientTexts();
  const words = useWords();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const dismiss = useMutation({
    mutationFn: () => dismissItem(item, reason.trim()),
    onSuccess: () => {
      void queries.invalidateQueries();
      onClose();
    },
    onError: () => void queries.invalidateQueries({ queryKey: ['patient'] }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (reason.trim() === '') return setMissing(true);
    dismiss.mutate();
  };
  return (
    <Dialogue onClose={onClose} title={texts.dismissTitle}>
      <form onSubmit={submit} noValidate>
        <p className="soft">
          <strong>{words.caseNumber(patientId)}</strong> {item.question}
        </p>
        <TextInput
          mt="sm"
          label={words.reasonNeeded}
          description={texts.dismissHint}
          required
          withAsterisk={false}
          error={missing && reason.trim() === '' ? words.reasonMissing : undefined}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          data-autofocus
        />
        <NotSaved error={dismiss.error} />
        <Group mt="md" justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {words.cancel}
          </Button>
          <Button type="submit" loading={dismiss.isPending}>
            {texts.dismissNow}
          </Button>
        </Group>
      </form>
    </Dialogue>
  );
}
