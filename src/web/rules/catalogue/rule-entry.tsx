import { memo } from 'react';
import { Link } from '@tanstack/react-router';
import { routes } from '../../frame/routes.js';
import { showDate } from '../../format/dates.js';
import { useRulesTexts } from '../texts/index.js';
import { useWords } from '../../texts/words.js';
import { RuleEvidence } from './rule-evidence.js';
import { type Evidence, type Rule, type RuleStanding, stateOf } from '../rules-model.js';
import { Standing } from './standing.js';
import { StandingMark } from './standing-mark.js';
import styles from '../rules.module.css';

interface RuleEntryProps {
  readonly rule: Rule;
  /** Left out for a rule that this service alone knows. */
  readonly standing: RuleStanding | undefined;
  readonly evidence: ReadonlyMap<string, Evidence>;
  readonly open: boolean;
  readonly onToggle: (id: string, open: boolean) => void;
}

/** One rule: its question at a glance, and behind the fold everything that it says. */
export const RuleEntry = memo(function RuleEntry({ rule, standing, evidence, open, onToggle }: RuleEntryProps) {
  const texts = useRulesTexts();
  return (
    <details
      id={rule.id}
      data-row={rule.id}
      className={styles['rule']}
      open={open}
      onToggle={(event) => onToggle(rule.id, event.currentTarget.open)}
    >
      <summary data-row-link>
        <span className={styles['id']}>{rule.id}</span>
        <span className={styles['what']}>
          <h2>{rule.title}</h2>
          <span>{rule.question}</span>
        </span>
        <span className={styles['how']}>
          {standing !== undefined && <StandingMark state={stateOf(standing)} />}
          <span className="soft small">{texts.versionOf(rule.version)}</span>
        </span>
      </summary>
      {open && (
        <div className={styles['body']}>
          {standing !== undefined && <Standing standing={standing} />}
          <div className={styles['columns']}>
            <div>
              <Condition rule={rule} />
              <Options rule={rule} />
            </div>
            <div>
              <Needs rule={rule} />
              <Points title={texts.cautions} points={rule.cautions} />
              <RuleEvidence rule={rule} evidence={evidence} />
              <Points title={texts.doesNotSay} points={rule.doesNotSay} />
            </div>
          </div>
          <Imprint rule={rule} />
        </div>
      )}
    </details>
  );
});

function Condition({ rule }: { readonly rule: Rule }) {
  const texts = useRulesTexts();
  return (
    <section>
      <h3>{texts.population}</h3>
      <p>{rule.populations.join('; ')}</p>
      <h3>{texts.when}</h3>
      <p className="soft small">{texts.whenHint}</p>
      <ul className={styles['condition']}>
        {rule.condition.map(({ depth, words, means }, index) => (
          <li
            key={`${index} ${words}`}
            style={{ marginInlineStart: depth * 18 }}
            className={means === null ? styles['group'] : undefined}
          >
            {words}
            {means === null ? '' : <span className="soft small"> ({means})</span>}
          </li>
        ))}
      </ul>
      {rule.draftedWhileUnknown.length > 0 && (
        <>
          <h3>{texts.whileUnknown}</h3>
          <List of={rule.draftedWhileUnknown} />
        </>
      )}
    </section>
  );
}

function Options({ rule }: { readonly rule: Rule }) {
  const texts = useRulesTexts();
  return (
    <section>
      <h3>{texts.options}</h3>
      <ul className={styles['points']}>
        {rule.options.map(({ id, words, when, speaksFor, blocks, asks }) => (
          <li key={id}>
            <strong>{words}</strong>
            {when === null ? '' : <span className="soft"> ({texts.raisedWhen(when)})</span>}
            {speaksFor.length + blocks.length + asks.length > 0 && (
              <ul className={styles['minor']}>
                {speaksFor.map((text) => (
                  <li key={text}>
                    {texts.speaksFor}: {text}
                  </li>
                ))}
                {blocks.map((text) => (
                  <li key={text}>
                    {texts.blocks}: {text}
                  </li>
                ))}
                {asks.length > 0 && (
                  <li className="soft">
                    {texts.asks}: {asks.join('; ')}
                  </li>
                )}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Needs({ rule }: { readonly rule: Rule }) {
  const texts = useRulesTexts();
  return (
    <section>
      <h3>{texts.needs}</h3>
      <dl className={styles['needs']}>
        {(['hard', 'strong', 'context'] as const)
          .filter((kind) => rule.needs[kind].length > 0)
          .map((kind) => (
            <div key={kind}>
              <dt>{texts.needKinds[kind]}</dt>
              <dd>
                <List of={rule.needs[kind]} />
              </dd>
            </div>
          ))}
      </dl>
    </section>
  );
}

function Points({ title, points }: { readonly title: string; readonly points: readonly string[] }) {
  if (points.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <List of={points} />
    </section>
  );
}

const List = ({ of }: { readonly of: readonly string[] }) => (
  <ul className={styles['points']}>
    {of.map((text) => (
      <li key={text}>{text}</li>
    ))}
  </ul>
);

function Imprint({ rule }: { readonly rule: Rule }) {
  const texts = useRulesTexts();
  const wordsTexts = useWords();
  const overdue = rule.reviewBy < new Date().toISOString().slice(0, 10);
  return (
    <p className={`small soft ${styles['imprint']}`}>
      <span>
        {texts.author} {rule.author}
      </span>
      <span>
        {texts.reviewBy} {showDate(rule.reviewBy, wordsTexts.months)}
        {overdue && <strong className={styles['overdue']}> · {texts.overdue}</strong>}
      </span>
      <span>{texts.versionOf(rule.version)}</span>
      <Link to={routes.rules} hash={rule.id}>
        {texts.linkTo(rule.id)}
      </Link>
    </p>
  );
}
