import { usePatientTexts } from '../texts/index.js';
import { percentShown } from '../../format/percent.js';
import type { LesionReading } from '../case/case.js';
import styles from '../record.module.css';

/** How sure it is that a lesion's change exceeds measurement error, in words and figures; what is most supported stands first. */
export function Confidence({
  reading,
  isNew,
}: {
  readonly reading: LesionReading | undefined;
  readonly isNew: boolean;
}) {
  const texts = usePatientTexts();
  const confidence = reading?.confidence ?? null;
  if (confidence === null) return <span className="soft">{isNew ? texts.confidenceOfNew : texts.unknown}</span>;
  const [first, ...rest] = (['grow', 'shrink', 'neither'] as const)
    .map((course) => ({ course, value: confidence[course] }))
    .sort((one, other) => other.value - one.value)
    .map(({ course, value }) => `${texts.confidenceOf[course]} ${percentShown(value)}`);
  return (
    <>
      {first} %<span className={styles['second-line']}>{rest.join(', ')} %</span>
      {reading?.noiseEstablished === false && <span className={styles['second-line']}>{texts.noNoise}</span>}
    </>
  );
}
