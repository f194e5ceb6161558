import { useState } from 'react';
import { readWorklistSearch, type WorklistSearch } from './search.js';

export interface SavedFilter {
  readonly name: string;
  readonly search: WorklistSearch;
}

const place = 'consilium.worklist-filters';

/** Filters that a person keeps in this browser: which cases, never which patients or words. */
export function useSavedFilters() {
  const [saved, setSaved] = useState(readSaved);
  const keep = (next: readonly SavedFilter[]): void => {
    setSaved(next);
    try {
      localStorage.setItem(place, JSON.stringify(next));
    } catch {
      // A browser that keeps nothing: the filters hold as long as the page.
    }
  };
  return {
    saved,
    save: (filter: SavedFilter) => keep([...saved.filter(({ name }) => name !== filter.name), filter]),
    forget: (name: string) => keep(saved.filter((filter) => filter.name !== name)),
  };
}

function readSaved(): readonly SavedFilter[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? '[]');
    return Array.isArray(kept) ? kept.flatMap(readOne) : [];
  } catch {
    return [];
  }
}

function readOne(kept: unknown): readonly SavedFilter[] {
  if (typeof kept !== 'object' || kept === null || !('name' in kept) || typeof kept.name !== 'string') return [];
  const search = 'search' in kept && typeof kept.search === 'object' && kept.search !== null ? kept.search : {};
  return [{ name: kept.name, search: readWorklistSearch({ ...search }) }];
}
