import { useState } from 'react';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRoomTexts } from '../texts/index.js';
import { isSame, type OutcomeText } from './outcome-model.js';
import { outcomeTextsQuery } from './outcome-query.js';
import { OutcomeInWords, type OptionWords } from './outcome-words.js';
import styles from '../room.module.css';

interface BesideProps {
  readonly caseId: string;
  /** Whose own texts are not told. */
  readonly reader: string;
  readonly optionWords: OptionWords;
}

/** Texts of another writer that came too late to become a version: the first writer reads them too. */
export function Beside({ caseId, reader, optionWords }: BesideProps) {
  const texts = useRoomTexts().conflict;
  const items = useQuery(outcomeTextsQuery(caseId)).data ?? [];
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  const open = besideOf(items, reader).filter(({ hash }) => !seen.has(hash));
  return open.map((text) => (
    <section key={`${text.hash} ${text.writtenAt}`} className={styles['beside']} role="status" data-beside>
      <p>
        <strong>{texts.beside(text.writtenBy)}</strong>
      </p>
      <OutcomeInWords content={text.content} optionWords={optionWords} />
      <Button size="compact-md" variant="default" onClick={() => setSeen(new Set([...seen, text.hash]))}>
        {texts.seen}
      </Button>
    </section>
  ));
}

/** The last one of each other writer, until that writer has made a version of what came of it. */
function besideOf(items: readonly OutcomeText[], reader: string): readonly OutcomeText[] {
  const writers = [...new Set(items.map(({ writtenBy }) => writtenBy))].filter((writer) => writer !== reader);
  return writers.flatMap((writer) => {
    const last = items.filter(({ writtenBy }) => writtenBy === writer).at(-1);
    const isOpen =
      last !== undefined &&
      last.version === null &&
      !items.some(({ version, content }) => version !== null && isSame(content, last.content));
    return isOpen ? [last] : [];
  });
}
