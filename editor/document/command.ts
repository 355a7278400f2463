/** What an editing command is. One file a command, or one for a few that belong together. */
import type { Localized } from '@flowmeter/engine/problem.ts';
import type { FlowDocument } from './document.ts';
import type { CommandOn } from './undoing.ts';

/** A command on flows; it answers the steps to be selected when it is done. */
export type Command<A> = CommandOn<FlowDocument, A>;

export function defineCommand<A>(command: Command<A>): Command<A> {
  return command;
}

/** `pattern` in both languages with the name of a step in place of `{name}`. */
export function about(zh: string, en: string, { flow }: FlowDocument, step: string): Localized {
  const name = flow.steps[step]?.name ?? { zh: step, en: step };
  return { zh: zh.replace('{name}', name.zh), en: en.replace('{name}', name.en) };
}

/** The same for some steps: the name of the one, or how many there are. */
export function aboutAll(
  zh: string,
  en: string,
  document: FlowDocument,
  steps: string[],
): Localized {
  const [only] = steps;
  if (steps.length === 1 && only !== undefined) return about(zh, en, document, only);
  return {
    zh: zh.replace('“{name}”', ` ${steps.length} 个环节`),
    en: en.replace('“{name}”', `${steps.length} steps`),
  };
}
