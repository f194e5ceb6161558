import { Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { NotSaved } from '../../frame/not-saved.js';
import { Dialogue } from '../../parts/dialogue.js';
import { DateField } from '../../parts/form/date-field.js';
import { FormActions } from '../../parts/form/form-actions.js';
import { useCheckedForm } from '../../parts/form/use-checked-form.js';
import { useWords } from '../../texts/words.js';
import type { BoardCase, CaseMove } from '../case-model.js';
import { casesOfPatientQuery } from '../case-query.js';
import { useCaseTexts } from '../texts/index.js';
import type { CaseTexts } from '../texts/english.js';
import { useMoveCase } from '../use-case-changes.js';
import type { OfferedMove } from './case-moves.js';

interface MoveDialogueProps {
  readonly board: BoardCase;
  readonly move: OfferedMove;
  readonly onClose: () => void;
}

interface Typed extends Record<string, unknown> {
  readonly what: string;
  readonly from: string;
  readonly until: string;
  readonly words: string;
  readonly reason: string;
  readonly otherCase: string;
  readonly protocol: string;
}

const empty: Typed = { what: '', from: '', until: '', words: '', reason: '', otherCase: '', protocol: '' };

/** Asks what a transition needs, and takes it. */
export function MoveDialogue({ board, move, onClose }: MoveDialogueProps) {
  const texts = useCaseTexts();
  const { needed } = useWords();
  const take = useMoveCase(board, onClose);
  const form = useCheckedForm<Typed>(schemaOf(move, texts, needed), empty);
  const hint = (texts.moveHints as Readonly<Record<string, string>>)[move.name];
  return (
    <Dialogue onClose={onClose} title={texts.moveNames[move.name].replace(/ …$/, '')}>
      <form noValidate onSubmit={form.submit((typed) => take.mutate(moveOf(move, typed)))}>
        {hint !== undefined && <p className="soft">{hint}</p>}
        {move.form === 'asked' && (
          <>
            <Textarea mt="sm" label={texts.whatIsAsked} autosize data-autofocus {...form.getInputProps('what')} />
            <TextInput mt="sm" label={texts.fromWhom} {...form.getInputProps('from')} />
            <DateField mt="sm" label={texts.until} {...form.getInputProps('until')} />
            <TextInput mt="sm" label={texts.why} {...form.getInputProps('reason')} />
          </>
        )}
        {move.form === 'reason' && (
          <>
            <Radio.Group mt="sm" label={texts.why} {...form.getInputProps('reason')}>
              <Stack gap={6} mt={4}>
                {move.reasons.map((code, index) => (
                  <Radio
                    key={code}
                    value={code}
                    label={texts.reasonOf(code)}
                    data-autofocus={index === 0 || undefined}
                  />
                ))}
              </Stack>
            </Radio.Group>
            <TextInput mt="sm" label={texts.inWordsToo} {...form.getInputProps('words')} />
          </>
        )}
        {move.form === 'words' && (
          <Textarea
            mt="sm"
            label={move.name === 'answer' ? texts.inWords : texts.why}
            autosize
            data-autofocus
            {...form.getInputProps('reason')}
          />
        )}
        {move.form === 'protocol' && (
          <TextInput mt="sm" label={texts.protocol} data-autofocus {...form.getInputProps('protocol')} />
        )}
        {move.form === 'other-case' && <OtherCase board={board} field={form.getInputProps('otherCase')} />}
        <NotSaved error={take.error} />
        <FormActions
          submit={texts.moveNames[move.name].replace(/ …$/, '')}
          pending={take.isPending}
          onCancel={onClose}
        />
      </form>
    </Dialogue>
  );
}

function schemaOf({ form }: OfferedMove, texts: CaseTexts, needed: string): z.ZodMiniType {
  const text = (message: string) => z.string().check(z.trim(), z.minLength(1, message));
  if (form === 'asked')
    return z.object({ what: text(needed), from: text(needed), until: text(texts.dateNeeded), reason: text(needed) });
  if (form === 'reason') return z.object({ reason: text(texts.chooseReason) });
  if (form === 'words') return z.object({ reason: text(needed) });
  if (form === 'protocol') return z.object({ protocol: text(needed) });
  return z.object({ otherCase: text(texts.chooseCase) });
}

/** What is sent. A reason in words travels as `words`; a code as `reason`. */
function moveOf({ name, form }: OfferedMove, typed: Typed): CaseMove {
  const { what, from, until, words, reason, otherCase, protocol } = typed;
  if (form === 'asked')
    return { transition: name, words: reason.trim(), asked: { what: what.trim(), from: from.trim(), until } };
  if (form === 'words') return { transition: name, words: reason.trim() };
  if (form === 'reason') return { transition: name, reason, ...(words.trim() === '' ? {} : { words: words.trim() }) };
  if (form === 'protocol') return { transition: name, protocol: protocol.trim() };
  return { transition: name, intoCaseId: otherCase };
}

const isDecided = (state: string): boolean => state === 'decided' || state === 'followed-up';

function OtherCase({ board, field }: { readonly board: BoardCase; readonly field: object }) {
  const texts = useCaseTexts();
  const cases = useQuery(casesOfPatientQuery(board.patient.id)).data;
  const others = (cases ?? []).filter(
    ({ id, boardId, state }) => id !== board.id && boardId === board.boardId && !isDecided(state),
  );
  if (cases !== undefined && others.length === 0) return <p>{texts.noOtherCase}</p>;
  return (
    <Radio.Group mt="sm" label={texts.otherCase} {...field}>
      <Stack gap={6} mt={4}>
        {others.map(({ id, number, question }) => (
          <Radio key={id} value={id} label={`${texts.openCase(number)} ${question ?? ''}`} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
