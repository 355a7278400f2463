/** All rules of a set and what it is called, as they are written. */
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { DocumentJson } from '../inputs/document-json.tsx';
import { ReadOnlyContext } from '../panel.ts';
import type { Jump } from '../use-jump.ts';
import type { RulesDesk } from './desk.ts';
import { readSet, writtenSet } from './written.ts';

interface SetJsonProps {
  desk: RulesDesk;
  typed: string | undefined;
  onTyped: (text: string | undefined) => void;
  jump: Jump | undefined;
}

export function SetJson({ desk, typed, onTyped, jump }: SetJsonProps) {
  const { t } = useTranslation('rules');
  const { document, port, problems } = desk;
  const { set } = document;
  const read = useCallback((text: string) => readSet(text, set.id), [set.id]);
  return (
    <ReadOnlyContext value={port === undefined}>
      <div className="set-json">
        <DocumentJson
          label={t('json.set')}
          value={set}
          write={writtenSet}
          read={read}
          problems={problems}
          typed={typed}
          onTyped={onTyped}
          jump={jump}
          onChange={(next) => port?.perform({ do: 'replaceSet', args: { set: next } })}
        />
      </div>
    </ReadOnlyContext>
  );
}
