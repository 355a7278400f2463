/** The editor of a draft of derived facts; saved by itself, proposed when sound. */
import '../theme/editor.css';
import { Alert } from 'antd';
import { useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DerivedDefinition } from '@flowmeter/engine/definition/derived.ts';
import type { ExamplesDefinition } from '@flowmeter/engine/definition/examples.ts';
import { type Pack, withDefinition } from '@flowmeter/engine/definition/pack.ts';
import { recordTermsOf } from '@flowmeter/engine/records/kinds.ts';
import { usesOf } from '@flowmeter/engine/records/uses.ts';
import type { Draft } from '../api/drafts.ts';
import { Answered } from '../display/answered.tsx';
import type { DerivedDocument } from '../document/facts/document.ts';
import { DerivedBody } from '../panels/derived/derived-body.tsx';
import { DictionaryDesk, type DictionaryShown } from './dictionary-desk.tsx';
import { type RulesDraftProps, useRulesVisit } from './rules-visit.ts';

export function DerivedEditor(props: RulesDraftProps) {
  const { t } = useTranslation('derived');
  const { beginning, key, ...reading } = useRulesVisit(props, documentIn);
  return (
    <Answered query={beginning} rows={14}>
      {(begun) => (
        <DictionaryDesk
          key={key}
          beginning={begun}
          pack={props.pack}
          list="/derived"
          help={t('proposeHelp')}
          {...reading}
        >
          {(shown) => <Body shown={shown} pack={props.pack} />}
        </DictionaryDesk>
      )}
    </Answered>
  );
}

interface BodyProps {
  shown: DictionaryShown<DerivedDefinition>;
  pack: Pack;
}

/** What is worked out follows what is typed, a moment later where that takes time. */
function Body({ shown, pack }: BodyProps) {
  const { t } = useTranslation('derived');
  const { document, port, inForce, open, onOpen, jump } = shown;
  const { set, examples } = document;
  const around = useAround(pack, useDeferredValue(set));
  const uses = useMemo(() => usesOf(pack), [pack]);
  const desk = useMemo(
    () =>
      around && {
        ...around,
        set,
        examples,
        port,
        inForce,
        usesOf: (id: string) => uses(set.record, id),
      },
    [around, set, examples, port, inForce, uses],
  );
  if (desk === undefined) {
    return <Alert type="error" showIcon title={t('noRecord', { id: set.record })} />;
  }
  return <DerivedBody desk={desk} open={open} jump={jump} onOpen={onOpen} />;
}

/** The draft in the place of what is in force, and the kind of record that it is about. */
function useAround(pack: Pack, set: DerivedDefinition) {
  return useMemo(() => {
    const drafted = withDefinition(pack, set);
    const terms = recordTermsOf(drafted);
    const kind = terms.kinds.get(set.record);
    return kind && { pack: drafted, terms, kind };
  }, [pack, set]);
}

/** A draft may be unfinished: what the screen needs of it is there. */
function documentIn(
  { definition_id: id, content }: Draft,
  examples: ExamplesDefinition | null,
): DerivedDocument {
  const name = { zh: id, en: id };
  return { set: { kind: 'derived', id, name, record: '', facts: {}, ...content }, examples };
}
