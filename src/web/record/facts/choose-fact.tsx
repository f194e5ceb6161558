import { useMemo, useState } from 'react';
import { Select } from '@mantine/core';
import type { FactDefinition } from '../case/case.js';
import { usePatientTexts } from '../texts/index.js';
import { factsFound } from './fact-search.js';

interface ChooseFactProps {
  readonly definitions: readonly FactDefinition[];
  readonly value: string;
  readonly onChoose: (name: string) => void;
}

/** A fact by its name or by a clinician's word for it: 'XRT' and 'Bestrahlung' find prior radiotherapy. */
export function ChooseFact({ definitions, value, onChoose }: ChooseFactProps) {
  const texts = usePatientTexts();
  const [typed, setTyped] = useState(value === '' ? '' : texts.factName(value));
  const all = useMemo(
    () => factsFound(definitions, '', texts.factName).map(({ name, label }) => ({ value: name, label })),
    [definitions, texts],
  );
  return (
    <Select
      label={texts.fact}
      placeholder={texts.chooseFact}
      description={texts.chooseFactHint}
      data={all}
      value={value === '' ? null : value}
      onChange={(name) => {
        if (name !== null) onChoose(name);
      }}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      selectFirstOptionOnChange
      filter={({ search }) => {
        const chosen = value !== '' && search === texts.factName(value);
        return factsFound(definitions, chosen ? '' : search, texts.factName).map(({ name, label }) => ({
          value: name,
          label,
        }));
      }}
      nothingFoundMessage={texts.noFactFound}
      maxDropdownHeight={300}
      allowDeselect={false}
      data-autofocus
    />
  );
}
