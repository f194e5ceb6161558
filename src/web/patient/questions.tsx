import { useTexts } from '../texts/texts.js';
import type { CaseItem, CaseLine } from './case.js';
import { ItemTools } from './item-tools.js';
import { leadingItem } from './why-now.js';
import styles from './patient.module.css';

/** Everything that could be discussed: each question with its options in no order and what is not known. */
export function Questions({ line }: { readonly line: CaseLine }) {
  const texts = useTexts();
  const first = leadingItem(line);
  const open = line.items.filter(({ state }) => state === 'draft' || state === 'accepted');
  const done = line.items.filter(({ state }) => state === 'dismissed' || state === 'closed');
  return (
    <section className="card" aria-labelledby="options">
      <h2 id="options">{texts.patient.toDiscuss}</h2>
      {line.items.length === 0 && <p className="soft">{line.flags.some(({ tier, state }) => tier === 'flag' && state === 'open') ? texts.patient.noItemForFlag : texts.patient.noItem}</p>}
      {[...open].sort((one, other) => Number(other === first) - Number(one === first)).map((item) => (
        <article key={item.id} className={styles['item']}>
          {item !== first && (
            <div className={styles['item-head']}>
              <h3>{item.question}</h3>
              <ItemTools item={item} compact />
            </div>
          )}
          <Options item={item} />
          <Unknowns item={item} />
        </article>
      ))}
      {line.waiting.length > 0 && (
        <>
          <h3 className={styles['waiting']}>{texts.patient.waiting}</h3>
          <ul className={styles['unknowns']}>{line.waiting.map(({ title, waitsFor }) => <li key={title}>{title} <span className="soft">({texts.patient.waitsFor(waitsFor)})</span></li>)}</ul>
        </>
      )}
      {done.length > 0 && (
        <details className={styles['done']}>
          <summary>{texts.patient.settled(done.length)}</summary>
          <ul>{done.map((item) => <li key={item.id}>{item.question} <span className="soft">{texts.itemStates[item.state]}{item.stateReason === null ? '' : `: ${item.stateReason}`}</span></li>)}</ul>
        </details>
      )}
    </section>
  );
}

/** In the order of the catalogue, which carries no preference. */
function Options({ item }: { readonly item: CaseItem }) {
  const texts = useTexts();
  return (
    <table className={styles['options']}>
      <thead>
        <tr>
          <th scope="col">{texts.patient.options}</th>
          <th scope="col">{texts.patient.speaksFor}</th>
          <th scope="col">{texts.patient.blocks}</th>
        </tr>
      </thead>
      <tbody>
        {item.options.map((option) => (
          <tr key={option.id}>
            <th scope="row">{option.words}</th>
            <td>{option.speaksFor.join('; ') || '–'}</td>
            <td>{option.blocks.join('; ') || '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const unknownsAtFirst = 3;

function Unknowns({ item }: { readonly item: CaseItem }) {
  const texts = useTexts();
  if (item.unknowns.length === 0) return null;
  const rest = item.unknowns.slice(unknownsAtFirst);
  const row = ({ fact, words, whoCouldAnswer, decidesTheItem }: CaseItem['unknowns'][number]) => (
    <li key={fact}>{words} <span className="soft">({texts.patient.ask(whoCouldAnswer)}{decidesTheItem ? `; ${texts.patient.decides}` : ''})</span></li>
  );
  return (
    <>
      <h3 className={styles['minor']}>{texts.patient.notKnown}</h3>
      <ul className={styles['unknowns']}>{item.unknowns.slice(0, unknownsAtFirst).map(row)}</ul>
      {rest.length > 0 && <details><summary>{texts.patient.moreUnknown(rest.length)}</summary><ul className={styles['unknowns']}>{rest.map(row)}</ul></details>}
    </>
  );
}
