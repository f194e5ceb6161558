import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { NotSaved } from '../frame/not-saved.js';
import { type Decision, verifyDecision } from './decision-query.js';
import { useDecidedTexts } from './texts/index.js';
import styles from './decided.module.css';

/** The fingerprint of what was signed, computed anew by the service when it is asked. */
export function Fingerprint({ decision }: { readonly decision: Decision }) {
  const texts = useDecidedTexts();
  const verify = useMutation({ mutationFn: () => verifyDecision(decision.id) });
  const found = verify.data;
  const parts =
    found === undefined
      ? [{ name: texts.ofText, hash: decision.hash, answer: null }]
      : [
          { name: texts.ofText, hash: found.hash, ...answerOf(found.hash, found.computed) },
          { name: texts.ofBundle, hash: found.bundle.hash, ...answerOf(found.bundle.hash, found.bundle.computed) },
          ...found.amendments.map(({ number, hash, computed }) => ({
            name: texts.ofAmendment(number),
            hash,
            ...answerOf(hash, computed),
          })),
        ];
  return (
    <section>
      <h3>{texts.fingerprint}</h3>
      <dl className={styles['hashes']}>
        {parts.map(({ name, hash, answer }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <span className={styles['hash']}>{hash}</span>
              {answer !== null && ` ${answer === 'same' ? texts.same : texts.differs(answer)}`}
            </dd>
          </div>
        ))}
      </dl>
      <Button
        size="compact-sm"
        variant="default"
        className="screen-only"
        loading={verify.isPending}
        onClick={() => verify.mutate()}
      >
        {texts.verify}
      </Button>
      <p role="status" className={styles['verified']}>
        {found !== undefined && (found.verified ? `✓ ${texts.verified}` : `✗ ${texts.notVerified}`)}
      </p>
      <NotSaved error={verify.error} title={texts.verify} />
    </section>
  );
}

/** 'same', or what was computed instead. */
const answerOf = (hash: string, computed: string): { readonly answer: string } => ({
  answer: hash === computed ? 'same' : computed,
});
