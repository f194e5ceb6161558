import { Button, Group } from '@mantine/core';
import { useWords } from '../../texts/words.js';

interface FormActionsProps {
  readonly submit: string;
  readonly pending?: boolean;
  readonly disabled?: boolean;
  /** True where nothing has to be typed: the focus then goes to the way on. */
  readonly submitFirst?: boolean;
  readonly onCancel: () => void;
}

/** The way out of a form, and the way on. */
export function FormActions({
  submit,
  pending = false,
  disabled = false,
  submitFirst = false,
  onCancel,
}: FormActionsProps) {
  const words = useWords();
  return (
    <Group mt="md" justify="flex-end">
      <Button variant="default" onClick={onCancel}>
        {words.cancel}
      </Button>
      <Button type="submit" loading={pending} disabled={disabled} data-autofocus={submitFirst || undefined}>
        {submit}
      </Button>
    </Group>
  );
}
