import { createElement, lazy, Suspense, type ComponentType, type FunctionComponent } from 'react';

/**
 * A dialogue that is loaded when it is opened: the page behind it stays as it is meanwhile, and its keys rest, since who opened it types
 * on already.
 */
export function lazyDialogue<Name extends string, Props extends object>(
  load: () => Promise<Readonly<Record<Name, ComponentType<Props>>>>,
  name: Name,
): FunctionComponent<Props> {
  // React's type of a lazy component hides what properties it takes where they are a parameter of the type.
  const Dialogue = lazy<ComponentType<Props>>(async () => ({
    default: (await load())[name],
  })) as unknown as FunctionComponent<Props>;
  return (props) => (
    <Suspense fallback={<span hidden data-dialogue-to-come />}>{createElement(Dialogue, props)}</Suspense>
  );
}
