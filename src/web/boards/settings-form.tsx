import { useState, type ReactNode } from 'react';
import { Button, Checkbox, Group, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.js';
import { dataOf } from '../api/problem.js';
import { NotSaved } from '../frame/not-saved.js';
import { tell } from '../frame/notice.js';
import { settingsQuery, type Settings, type SettingsToKeep } from './board-query.js';
import { FreshnessField } from './freshness-field.js';
import { QuorumField } from './quorum-field.js';
import { TimeZoneField } from './time-zone-field.js';
import { useBoardTexts } from './texts/index.js';
import styles from './boards.module.css';

/** What a board decides for itself; saved together, on the version that the page shows. */
export function SettingsForm({ settings }: { readonly settings: Settings }) {
  const texts = useBoardTexts();
  const [values, setValues] = useState<SettingsToKeep>(() => kept(settings));
  const set = (change: Partial<SettingsToKeep>): void => setValues((before) => ({ ...before, ...change }));
  const save = useSave(settings);
  return (
    <form
      noValidate
      className={`card ${styles['section'] ?? ''}`}
      aria-labelledby="settings"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(values);
      }}
    >
      <h2 id="settings">{texts.settings}</h2>
      <div className={styles['fields']}>
        <TextInput
          label={texts.name}
          maxLength={200}
          value={values.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <TimeZoneField value={values.timeZone} onChange={(timeZone) => set({ timeZone })} />
        <NativeSelect
          label={texts.language}
          value={values.language}
          onChange={(event) => set({ language: event.currentTarget.value as SettingsToKeep['language'] })}
          data={[
            { value: 'en', label: 'English' },
            { value: 'de', label: 'Deutsch' },
          ]}
        />
        <TextInput
          label={texts.place}
          maxLength={500}
          value={values.place ?? ''}
          onChange={({ currentTarget: { value } }) => set({ place: value === '' ? null : value })}
        />
        <NumberInput
          label={texts.minutes}
          min={1}
          max={120}
          allowDecimal={false}
          value={values.minutesACase}
          onChange={(minutesACase) => set({ minutesACase: Number(minutesACase) })}
        />
        <NumberInput
          label={texts.cutOff}
          min={0}
          max={336}
          allowDecimal={false}
          value={values.cutOffHours}
          onChange={(cutOffHours) => set({ cutOffHours: Number(cutOffHours) })}
        />
        <TextInput
          label={texts.viewer}
          description={texts.viewerHint}
          maxLength={2000}
          value={values.viewerLink ?? ''}
          onChange={({ currentTarget: { value } }) => set({ viewerLink: value === '' ? null : value })}
        />
      </div>
      <Part title={texts.quorum}>
        <QuorumField value={values.quorum} onChange={(quorum) => set({ quorum })} />
      </Part>
      <Part title={texts.ways}>
        <Checkbox
          mt="xs"
          label={texts.blind}
          checked={values.blindOpinions}
          onChange={(event) => set({ blindOpinions: event.currentTarget.checked })}
        />
        <Checkbox
          mt="xs"
          label={texts.modeLite}
          checked={values.modeLite}
          onChange={(event) => set({ modeLite: event.currentTarget.checked })}
        />
      </Part>
      {settings.sites.length > 0 && (
        <Part title={texts.sites}>
          <Checkbox.Group
            value={values.acceptedSiteIds}
            onChange={(acceptedSiteIds) => set({ acceptedSiteIds })}
            aria-label={texts.sites}
          >
            {settings.sites.map(({ id, name }) => (
              <Checkbox key={id} mt="xs" value={id} label={name} />
            ))}
          </Checkbox.Group>
        </Part>
      )}
      <details className={styles['fold']}>
        <summary>{texts.freshness(Object.keys(values.freshness).length)}</summary>
        <FreshnessField facts={settings.facts} value={values.freshness} onChange={(freshness) => set({ freshness })} />
      </details>
      <NotSaved error={save.error} />
      <Group mt="md">
        <Button type="submit" loading={save.isPending}>
          {texts.save}
        </Button>
      </Group>
    </form>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset className={styles['part']}>
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

const kept = (settings: Settings): SettingsToKeep => ({
  name: settings.name,
  timeZone: settings.timeZone,
  language: settings.language,
  quorum: settings.quorum,
  minutesACase: settings.minutesACase,
  cutOffHours: settings.cutOffHours,
  acceptedSiteIds: settings.acceptedSiteIds,
  place: settings.place,
  blindOpinions: settings.blindOpinions,
  modeLite: settings.modeLite,
  viewerLink: settings.viewerLink,
  freshness: settings.freshness,
});

function useSave({ id, version }: Settings) {
  const texts = useBoardTexts();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: SettingsToKeep) =>
      dataOf(
        api.PUT('/api/boards/{id}/settings', {
          params: { path: { id }, header: { 'If-Match': `"${version}"` } },
          body,
        }),
      ),
    onSuccess: (settings) => {
      queries.setQueryData(settingsQuery(id).queryKey, settings);
      void queries.invalidateQueries({ queryKey: ['boards'] });
      void queries.invalidateQueries({ queryKey: ['meetings'] });
      tell({ words: texts.saved });
    },
  });
}
