/** The editor of a draft of a dictionary of facts; saved by itself, proposed when sound. */
import '../theme/editor.css';
import { Alert, Button } from 'antd';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FactsDefinition } from '@flowmeter/engine/definition/facts.ts';
import type { Pack } from '@flowmeter/engine/definition/pack.ts';
import type { Draft } from '../api/drafts.ts';
import { Answered } from '../display/answered.tsx';
import type { FactsDocument } from '../document/facts/document.ts';
import { FactsBody } from '../panels/facts/facts-body.tsx';
import { loadWords } from '../words/setup.ts';
import { DictionaryDesk, type DictionaryShown } from './dictionary-desk.tsx';
import { useFactsAround } from './facts-around.ts';
import { type RulesDraftProps, useRulesVisit } from './rules-visit.ts';

export function FactsEditor(props: RulesDraftProps) {
  const { t } = useTranslation('facts');
  const { beginning, key, ...reading } = useRulesVisit(props, documentIn);
  return (
    <Answered query={beginning} rows={14}>
      {(begun) => (
        <DictionaryDesk
          key={key}
          beginning={begun}
          pack={props.pack}
          list="/facts"
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
  shown: DictionaryShown<FactsDefinition>;
  pack: Pack;
}

function Body({ shown, pack }: BodyProps) {
  const { document, port, inForce, open, onOpen, jump, draft, flush } = shown;
  const { set } = document;
  const around = useFactsAround(pack, set.id);
  const [carried, setCarried] = useState<readonly string[]>([]);
  const desk = useMemo(
    () => ({
      set,
      port,
      inForce,
      ...around,
      onCarried: (drafts: readonly string[]) =>
        setCarried((before) => [...new Set([...before, ...drafts])]),
    }),
    [set, port, inForce, around],
  );
  return (
    <>
      {carried.length > 0 && <Carried drafts={[draft, ...carried]} flush={flush} />}
      <FactsBody desk={desk} open={open} jump={jump} onOpen={onOpen} />
    </>
  );
}

interface CarriedProps {
  /** This draft, and those that the new id was carried into. */
  drafts: readonly string[];
  flush: () => Promise<boolean>;
}

/** What was drafted along with the dictionary is proposed as one change. */
function Carried({ drafts, flush }: CarriedProps) {
  const { t } = useTranslation('facts');
  const [isProposing, setProposing] = useState(false);
  const propose = async () => setProposing(await flush());
  return (
    <>
      <Alert
        type="info"
        banner
        showIcon
        title={t('rename.carried', { n: drafts.length - 1 })}
        action={
          <Button size="small" onClick={() => void propose()}>
            {t('rename.propose')}
          </Button>
        }
      />
      {isProposing && (
        <Suspense fallback={null}>
          <ProposeTogether first={drafts} onClose={() => setProposing(false)} />
        </Suspense>
      )}
    </>
  );
}

const ProposeTogether = lazy(async () => {
  const [dialog] = await Promise.all([
    import('./changes-propose.tsx'),
    import('../theme/review.css'),
    loadWords('changes'),
  ]);
  return { default: dialog.ProposeTogether };
});

/** A draft may be unfinished: what the screen needs of it is there. Facts have no examples. */
function documentIn({ definition_id: id, content }: Draft): FactsDocument {
  const name = { zh: id, en: id };
  return { set: { kind: 'facts', id, name, facts: {}, ...content }, examples: null };
}
