import { NotSaved } from '../../frame/not-saved.js';
import { faultsOf, useFaultWords } from '../../frame/problem-words.js';
import { useFrameTexts } from '../../frame/texts/index.js';

/** Where in a form the service's fault at a JSON pointer belongs; undefined where the form does not ask for that. */
export type FieldAt = (pointer: string) => string | undefined;

/** The service's faults by the fields of a form. */
export function useFieldFaults(fieldAt: FieldAt): (error: Error) => Readonly<Record<string, string>> {
  const faultWords = useFaultWords();
  return (error) =>
    Object.fromEntries(
      faultsOf(error).flatMap((fault) => {
        const field = fieldAt(fault.pointer);
        return field === undefined ? [] : [[field, faultWords(fault)]];
      }),
    );
}

/** Why something was not saved, but for what stands at its field already. */
export function Refusal({ error, fieldAt }: { readonly error: Error | null; readonly fieldAt: FieldAt }) {
  const { problems } = useFrameTexts();
  const faultWords = useFaultWords();
  const faults = faultsOf(error);
  if (faults.length === 0) return <NotSaved error={error} />;
  const elsewhere = faults.filter(({ pointer }) => fieldAt(pointer) === undefined);
  return (
    <p role="alert" className="danger">
      {problems.notSaved}
      {elsewhere.length > 0 && `: ${elsewhere.map((fault) => `${fault.pointer}: ${faultWords(fault)}`).join(' ')}`}
    </p>
  );
}
