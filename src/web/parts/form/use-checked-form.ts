import type { FormEvent } from 'react';
import { schemaResolver, useForm, type UseFormReturnType } from '@mantine/form';
import type * as z from 'zod/mini';

interface CheckedForm<Values> extends UseFormReturnType<Values> {
  /** Checks everything at once; what is right goes on, else each fault stands at its field and the first of them has the focus. */
  submit(onRight: (values: Values) => void): (event: FormEvent<HTMLFormElement>) => void;
}

/** A form whose values are checked by a schema when they are sent. A fault stays at its field until that is changed; nothing typed is lost. */
export function useCheckedForm<Values extends Record<string, unknown>>(
  schema: z.ZodMiniType,
  initialValues: Values,
): CheckedForm<Values> {
  const form = useForm<Values>({ initialValues, validate: schemaResolver(schema, { sync: true }) });
  return {
    ...form,
    submit: (onRight) =>
      form.onSubmit(onRight, (errors) => {
        const [first] = Object.keys(errors);
        if (first !== undefined) form.getInputNode(first)?.focus();
      }),
  };
}
