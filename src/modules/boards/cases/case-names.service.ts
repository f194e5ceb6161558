import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { factsOfSiteAndStage, type Language, render, siteAndStage } from '../../../core/discussion/index.js';
import { HistoryReader } from '../../assessments/index.js';
import type { CaseListRow } from './case-views.js';

type SiteAndStage = NonNullable<CaseListRow['siteAndStage']>;

/** What clinicians call the cases of a list by: primary site and stage, in every language, since people type the words of both. */
@Injectable()
export class CaseNames {
  constructor(private readonly histories: HistoryReader) {}

  /** @returns by patient; none of whom neither is known */
  async of(manager: EntityManager, patientIds: readonly string[]): Promise<ReadonlyMap<string, SiteAndStage>> {
    const facts = await this.histories.factsOf(manager, [...new Set(patientIds)], factsOfSiteAndStage);
    return new Map(
      [...facts].flatMap(([patientId, ofPatient]): [string, SiteAndStage][] => {
        const phrases = siteAndStage(ofPatient);
        const inWords = (language: Language): string => phrases.map((phrase) => render(phrase, language)).join(', ');
        return phrases.length === 0 ? [] : [[patientId, { en: inWords('en'), de: inWords('de') }]];
      }),
    );
  }
}
