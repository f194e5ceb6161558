import { Button, Checkbox, MultiSelect, Radio, Stack } from '@mantine/core';
import type { Discipline, SettingsToKeep } from './board-query.js';
import { useWords } from '../texts/words.js';
import { disciplines } from './disciplines.js';
import { useBoardTexts } from './texts/index.js';
import styles from './boards.module.css';

type Rule = SettingsToKeep['quorum'];
type Place = Extract<Rule, { readonly preset: 'own' }>['places'][number];

interface QuorumFieldProps {
  readonly value: Rule;
  readonly onChange: (rule: Rule) => void;
}

const firstPlace: Place = { anyOf: ['medical-oncology'], when: 'always' };

/** Who has to be there for the board to decide: a published rule, or places of the board's own. */
export function QuorumField({ value, onChange }: QuorumFieldProps) {
  const texts = useBoardTexts();
  const choose = (preset: string): void =>
    onChange(
      preset === 'own'
        ? { preset, places: [firstPlace] }
        : { preset: preset === 'default' ? 'default' : 'german-qi-5' },
    );
  return (
    <>
      <Radio.Group value={value.preset} onChange={choose} aria-label={texts.quorum}>
        <Stack gap={8} mt={6}>
          {(['default', 'german-qi-5', 'own'] as const).map((preset) => (
            <Radio key={preset} value={preset} label={texts.quorums[preset]} />
          ))}
        </Stack>
      </Radio.Group>
      {value.preset === 'own' && (
        <OwnPlaces places={value.places} onChange={(places) => onChange({ preset: 'own', places })} />
      )}
    </>
  );
}

interface OwnPlacesProps {
  readonly places: readonly Place[];
  readonly onChange: (places: Place[]) => void;
}

function OwnPlaces({ places, onChange }: OwnPlacesProps) {
  const texts = useBoardTexts();
  const words = useWords();
  const put = (index: number, place: Place): void => onChange(places.map((one, at) => (at === index ? place : one)));
  return (
    <ol className={styles['places']}>
      {places.map((place, index) => (
        // Places have no name of their own: their order is what they are.
        <li key={index}>
          <MultiSelect
            label={texts.placeNumber(index + 1)}
            value={[...place.anyOf]}
            onChange={(anyOf) => put(index, { ...place, anyOf: anyOf as Discipline[] })}
            data={disciplines.map((one) => ({ value: one, label: words.disciplines[one] }))}
            comboboxProps={{ withinPortal: false }}
          />
          <Checkbox
            mt={6}
            label={texts.whenNeeded}
            checked={place.when === 'when-needed'}
            onChange={(event) => put(index, { ...place, when: event.currentTarget.checked ? 'when-needed' : 'always' })}
          />
          {places.length > 1 && (
            <Button
              mt={6}
              variant="default"
              size="compact-sm"
              onClick={() => onChange(places.filter((_, at) => at !== index))}
            >
              {texts.removePlace(index + 1)}
            </Button>
          )}
        </li>
      ))}
      <li>
        <Button variant="default" size="compact-md" onClick={() => onChange([...places, firstPlace])}>
          {texts.addPlace}
        </Button>
      </li>
    </ol>
  );
}
