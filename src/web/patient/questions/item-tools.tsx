import { useState } from 'react';
import { Button } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { routes } from '../../frame/routes.js';
import { MeetingLink } from '../../placement/meeting-link.js';
import { usePlacements } from '../../placement/placements.js';
import { lazyDialogue } from '../../parts/lazy-dialogue.js';
import { coordinatesAny } from '../../session/rights.js';
import { useSession } from '../../session/session.js';
import { usePatientTexts } from '../../record/texts/index.js';
import { useWords } from '../../texts/words.js';
import { type CaseItem, type CaseLine, isOpen } from '../../record/case/case.js';
import styles from '../../record/record.module.css';

const Park = lazyDialogue(() => import('./park.js'), 'Park');
const TakeOut = lazyDialogue(() => import('../../record/points/take-out.js'), 'TakeOut');

/** Where a question stands, and for coordinators the ways on: parked, or taken out with a reason. It comes onto a meeting with its case. */
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
  const words = useWords();
  const mayPlace = coordinatesAny(useSession());
  const [takingOut, setTakingOut] = useState(false);
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
        <Button size={size} variant="default" onClick={() => setTakingOut(true)}>
          {texts.takeOut}
        </Button>
      )}
      {parking && <Park patientId={patientId} line={line} item={item} onClose={() => setParking(false)} />}
      {takingOut && <TakeOut point={item} onClose={() => setTakingOut(false)} />}
    </div>
  );
}
