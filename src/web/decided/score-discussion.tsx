import { useState } from 'react';
import { SegmentedControl, Textarea } from '@mantine/core';
import { NotSaved } from '../frame/not-saved.js';
import { Dialogue } from '../parts/dialogue.js';
import { FormActions } from '../parts/form/form-actions.js';
import type { DiscussionScores } from './decision-query.js';
import { useDecidedTexts } from './texts/index.js';
import { useScore } from './use-decided.js';
import styles from './decided.module.css';

interface ScoreDiscussionProps {
  readonly caseId: string;
  readonly found: DiscussionScores;
  readonly onClose: () => void;
}

type Scores = DiscussionScores['items'][number]['scores'];

const notScored = '–';
const longest = 4_000;

/** The form of MODe-LITE: a number for each domain, or none. */
export function ScoreDiscussion({ caseId, found, onClose }: ScoreDiscussionProps) {
  const { domains: names, scores: texts } = useDecidedTexts();
  const { domains, scale, items } = found;
  const mine = items.find((item) => item.mine);
  const [scores, setScores] = useState<Scores>(
    mine?.scores ?? (Object.fromEntries(domains.map((domain) => [domain, null])) as unknown as Scores),
  );
  const [words, setWords] = useState(mine?.words ?? '');
  const [isEmpty, setEmpty] = useState(false);
  const score = useScore(caseId, onClose);
  const numbers = Array.from({ length: scale.most - scale.least + 1 }, (_, index) => String(scale.least + index));
  return (
    <Dialogue title={texts.scoreTitle} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setEmpty(domains.every((domain) => scores[domain] === null));
          if (domains.some((domain) => scores[domain] !== null))
            score.mutate({ scores, ...(words.trim() === '' ? {} : { words: words.trim() }) });
        }}
      >
        <p className="soft">{texts.unsure(scale.least, scale.most)}</p>
        {domains.map((domain) => (
          <div key={domain} className={styles['domain']}>
            <span id={`score-${domain}`}>{names[domain]}</span>
            <SegmentedControl
              size="xs"
              aria-labelledby={`score-${domain}`}
              value={scores[domain] === null ? notScored : String(scores[domain])}
              onChange={(value) => setScores({ ...scores, [domain]: value === notScored ? null : Number(value) })}
              data={[notScored, ...numbers]}
            />
          </div>
        ))}
        <Textarea
          mt="sm"
          label={texts.remark}
          maxLength={longest}
          autosize
          value={words}
          onChange={({ currentTarget: { value } }) => setWords(value)}
        />
        {isEmpty && (
          <p role="alert" className="danger">
            {texts.oneNeeded}
          </p>
        )}
        <NotSaved error={score.error} />
        <FormActions submit={texts.now} pending={score.isPending} onCancel={onClose} />
      </form>
    </Dialogue>
  );
}
