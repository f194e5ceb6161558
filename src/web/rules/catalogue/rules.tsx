import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { LoadFailure } from '../../frame/failure.js';
import { Loading } from '../../frame/loading.js';
import { routes } from '../../frame/routes.js';
import { useShortcuts } from '../../frame/keyboard/shortcuts.js';
import { Empty } from '../../parts/empty.js';
import parts from '../../parts/parts.module.css';
import { useRulesTexts } from '../texts/index.js';
import { useRowFocus } from '../../frame/keyboard/row-focus.js';
import { FlagRates } from '../flag-rates/flag-rates.js';
import { NeverSuggested } from './never-suggested.js';
import { RuleEntry } from './rule-entry.js';
import { evidenceOf, type RuleCatalogue, ruleSays, type RuleStanding, stateOf } from '../rules-model.js';
import { catalogueQuery, standingsQuery } from '../rules-query.js';
import { Sections } from '../sections.js';
import styles from '../rules.module.css';

/** Every rule in plain language, with how it stands; found by typing, each with an address of its own. */
export function Rules() {
  const catalogue = useQuery(catalogueQuery);
  const standings = useQuery(standingsQuery);
  const failed = [catalogue, standings].find(({ error, data }) => error !== null && data === undefined);
  if (failed?.error) return <LoadFailure error={failed.error} onRetry={() => void failed.refetch()} />;
  if (catalogue.data === undefined || standings.data === undefined) return <Loading />;
  return <RuleList catalogue={catalogue.data} standings={standings.data} />;
}

interface RuleListProps {
  readonly catalogue: RuleCatalogue;
  readonly standings: ReadonlyMap<string, RuleStanding>;
}

function RuleList({ catalogue, standings }: RuleListProps) {
  const texts = useRulesTexts();
  const [words, setWords] = useState('');
  const wanted = useDeferredValue(words);
  const evidence = useMemo(() => new Map(catalogue.evidence.map((one) => [one.id, one])), [catalogue]);
  const shown = useMemo(
    () =>
      catalogue.rules.filter((rule) =>
        ruleSays(
          rule,
          evidenceOf(rule, evidence).map((cited) => cited.evidence),
          wanted,
        ),
      ),
    [catalogue, evidence, wanted],
  );
  const [opened, setOpened] = useOpened();
  const list = useRowFocus<HTMLDivElement>();
  useShortcuts({ ...list.shortcuts, '/': () => document.getElementById('rule-search')?.focus() });
  const toggle = (id: string, open: boolean): void =>
    setOpened((before) => new Set(open ? [...before, id] : [...before].filter((other) => other !== id)));
  const allOpen = shown.length > 0 && shown.every(({ id }) => opened.has(id));
  return (
    <>
      <div className={parts['heading']}>
        <div className={styles['title']}>
          <h1>{texts.rules}</h1>
          <Sections />
        </div>
        <span className="soft" role="status">
          {texts.ruleSet(catalogue.version)} · {texts.count(shown.length, catalogue.rules.length)}
        </span>
      </div>
      <p className={styles['intro']}>
        {texts.intro} <span className="soft">{texts.levels}</span>
      </p>
      <NotShown standings={standings} />
      <div className={styles['filters']} role="search">
        <TextInput
          id="rule-search"
          type="search"
          className={styles['search']}
          aria-label={texts.search}
          placeholder={texts.search}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <Button
          variant="default"
          disabled={shown.length === 0}
          onClick={() => setOpened(allOpen ? new Set() : new Set(shown.map(({ id }) => id)))}
        >
          {allOpen ? texts.closeAll : texts.openAll}
        </Button>
      </div>
      {shown.length === 0 && (
        <Empty title={texts.noMatch}>
          <p>{texts.noMatchHint}</p>
        </Empty>
      )}
      <div ref={list.ref} className={styles['list']}>
        {shown.map((rule) => (
          <RuleEntry
            key={rule.id}
            rule={rule}
            standing={standings.get(rule.id)}
            evidence={evidence}
            open={opened.has(rule.id)}
            onToggle={toggle}
          />
        ))}
      </div>
      {wanted === '' && <NeverSuggested catalogue={catalogue} evidence={evidence} />}
      {wanted === '' && <FlagRates />}
    </>
  );
}

/** Which rules are open. The one that the address names is opened and brought to the eye. */
function useOpened() {
  const { hash } = useLocation();
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    if (hash === '') return;
    setOpened((before) => new Set([...before, hash]));
    requestAnimationFrame(() => document.getElementById(hash)?.scrollIntoView());
  }, [hash]);
  return [opened, setOpened] as const;
}

/** Says first what a reader of the worklist would miss. */
function NotShown({ standings }: Pick<RuleListProps, 'standings'>) {
  const texts = useRulesTexts();
  const muted = [...standings.values()].filter((standing) => stateOf(standing) !== 'on');
  if (muted.length === 0) return null;
  return (
    <p className={styles['not-shown']} role="status">
      <strong>{texts.notShown}</strong>{' '}
      {muted.map((standing, index) => (
        <span key={standing.rule}>
          {index > 0 && ', '}
          <Link to={routes.rules} hash={standing.rule}>
            {standing.rule}
          </Link>{' '}
          ({texts.states[stateOf(standing)].toLowerCase()})
        </span>
      ))}
    </p>
  );
}
