import { useAboutTexts } from './texts/index.js';
import styles from './about.module.css';

/** What the software is for, what it is not, and what its numbers rest on. */
export function About() {
  const texts = useAboutTexts();
  return (
    <article className={`card ${styles['article']}`}>
      <h1>{texts.title}</h1>
      {texts.sections.map(({ heading, paragraphs }) => (
        <section key={heading}>
          <h2>{heading}</h2>
          {paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </section>
      ))}
    </article>
  );
}
