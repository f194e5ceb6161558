import { memo } from 'react';
import { Link } from '@tanstack/react-router';
import { routes } from '../app/routes.js';
import { showDate } from '../format/dates.js';
import { useTexts } from '../texts/texts.js';
import { RuleEvidence } from './rule-evidence.js';
import { type Evidence, type Rule, type RuleStanding, stateOf } from './rules-model.js';
import { Standing } from './standing.js';
import { StandingMark } from './standing-mark.js';
import styles from './rules.module.css';

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
  const texts = useTexts();
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
          <span className="soft small">{texts.rules.versionOf(rule.version)}</span>
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
              <Points title={texts.rules.cautions} points={rule.cautions} />
              <RuleEvidence rule={rule} evidence={evidence} />
              <Points title={texts.rules.doesNotSay} points={rule.doesNotSay} />
            </div>
          </div>
          <Imprint rule={rule} />
        </div>
      )}
    </details>
  );
});

function Condition({ rule }: { readonly rule: Rule }) {
  const texts = useTexts();
  return (
    <section>
      <h3>{texts.rules.population}</h3>
      <p>{rule.populations.join('; ')}</p>
      <h3>{texts.rules.when}</h3>
      <p className="soft small">{texts.rules.whenHint}</p>
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
          <h3>{texts.rules.whileUnknown}</h3>
          <List of={rule.draftedWhileUnknown} />
        </>
      )}
    </section>
  );
}

function Options({ rule }: { readonly rule: Rule }) {
  const texts = useTexts();
  return (
    <section>
      <h3>{texts.rules.options}</h3>
      <ul className={styles['points']}>
        {rule.options.map(({ id, words, when, speaksFor, blocks, asks }) => (
          <li key={id}>
            <strong>{words}</strong>
            {when === null ? '' : <span className="soft"> ({texts.rules.raisedWhen(when)})</span>}
            {speaksFor.length + blocks.length + asks.length > 0 && (
              <ul className={styles['minor']}>
                {speaksFor.map((text) => (
                  <li key={text}>
                    {texts.rules.speaksFor}: {text}
                  </li>
                ))}
                {blocks.map((text) => (
                  <li key={text}>
                    {texts.rules.blocks}: {text}
                  </li>
                ))}
                {asks.length > 0 && (
                  <li className="soft">
                    {texts.rules.asks}: {asks.join('; ')}
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
  const texts = useTexts();
  return (
    <section>
      <h3>{texts.rules.needs}</h3>
      <dl className={styles['needs']}>
        {(['hard', 'strong', 'context'] as const)
          .filter((kind) => rule.needs[kind].length > 0)
          .map((kind) => (
            <div key={kind}>
              <dt>{texts.rules.needKinds[kind]}</dt>
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
  const texts = useTexts();
  const overdue = rule.reviewBy < new Date().toISOString().slice(0, 10);
  return (
    <p className={`small soft ${styles['imprint']}`}>
      <span>
        {texts.rules.author} {rule.author}
      </span>
      <span>
        {texts.rules.reviewBy} {showDate(rule.reviewBy, texts.months)}
        {overdue && <strong className={styles['overdue']}> · {texts.rules.overdue}</strong>}
      </span>
      <span>{texts.rules.versionOf(rule.version)}</span>
      <Link to={routes.rules} hash={rule.id}>
        {texts.rules.linkTo(rule.id)}
      </Link>
    </p>
  );
}
