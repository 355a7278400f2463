/** One fact opened: its fields, how it is entered on a form, where it is used. */
import { CloseOutlined, DeleteOutlined } from '@ant-design/icons';
import { Button, ConfigProvider } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fact } from '@flowmeter/engine/definition/facts.ts';
import { FactForm as EnteredForm } from '../../forms/fact-form.tsx';
import { useEntry } from '../../forms/use-entry.ts';
import { useSay } from '../../words/say.ts';
import { ExactProblems } from '../inputs/field.tsx';
import { Tool } from '../inputs/tool.tsx';
import { ReadOnlyContext, useProblems } from '../panel.ts';
import { ProblemCount } from '../problem-count.tsx';
import { problemsAt } from '../problem-order.ts';
import { type Jump, useJump } from '../use-jump.ts';
import { useFactsDesk } from './desk.ts';
import { FactForm } from './fact-form.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { FactUseList } from './fact-use-list.tsx';

interface FactPanelProps {
  id: string;
  fact: Fact;
  jump: Jump | undefined;
  /** Opens another fact, or (undefined) none. */
  onOpen: (id: string | undefined) => void;
}

export function FactPanel({ id, fact, jump, onOpen }: FactPanelProps) {
  const { t } = useTranslation('facts');
  const say = useSay();
  const { port, uses } = useFactsDesk();
  const frame = useRef<HTMLElement>(null);
  useJump(frame, jump, noSection);
  const used = uses.get(id) ?? [];
  return (
    <ReadOnlyContext value={port === undefined}>
      <ConfigProvider componentDisabled={port === undefined}>
        <section ref={frame} className="rule-panel" aria-label={say(fact.name)}>
          <PanelHead id={id} fact={fact} onOpen={onOpen} />
          <ExactProblems at={`/facts/${id}`} />
          <FactForm id={id} fact={fact} onOpen={onOpen} />
          <section className="rule-part" aria-label={t('preview.title')}>
            <h3>{t('preview.title')}</h3>
            <Preview key={id} id={id} fact={fact} />
          </section>
          <section className="rule-part" aria-label={t('uses.title')}>
            <h3>
              {t('uses.title')}
              <span className="section-count">{used.length}</span>
            </h3>
            <FactUseList uses={used} />
          </section>
        </section>
      </ConfigProvider>
    </ReadOnlyContext>
  );
}

/** A fact has no sections that could be closed. */
function noSection(): undefined {}

interface HeadProps {
  id: string;
  fact: Fact;
  onOpen: (id: string | undefined) => void;
}

function PanelHead({ id, fact, onOpen }: HeadProps) {
  const { t } = useTranslation('facts');
  const say = useSay();
  const { port, inForce, uses } = useFactsDesk();
  const used = uses.get(id) ?? [];
  const [isAsking, setIsAsking] = useState(false);
  const problems = problemsAt(useProblems(), `/facts/${id}`);
  const remove = () => {
    setIsAsking(false);
    if (port?.perform({ do: 'removeFact', args: { id } }) !== undefined) onOpen(undefined);
  };
  return (
    <header className="rule-panel-head">
      <div className="rule-panel-title">
        <h2>{say(fact.name)}</h2>
        <code>{id}</code>
        <ProblemCount problems={problems} />
      </div>
      <div className="rule-panel-tools">
        <Tool
          label={t('remove.open', { name: say(fact.name) })}
          icon={<DeleteOutlined aria-hidden />}
          isDanger
          onClick={() => (inForce.has(id) ? setIsAsking(true) : remove())}
        />
        <Button
          type="text"
          size="small"
          disabled={false}
          icon={<CloseOutlined aria-hidden />}
          aria-label={t('panel.close')}
          onClick={() => onOpen(undefined)}
        />
      </div>
      {isAsking && (
        <RemoveDialog
          name={fact.name}
          uses={used.length}
          onRemove={remove}
          onClose={() => setIsAsking(false)}
        >
          {used.length > 0 && <FactUseList uses={used} />}
          <p className="quiet">{t('remove.cases')}</p>
        </RemoveDialog>
      )}
    </header>
  );
}

/** As whoever enters it meets it; what is typed is checked and not kept. */
function Preview({ id, fact }: { id: string; fact: Fact }) {
  const fields = useMemo(
    () => [{ id: `preview-${id}`, fact, required: true, readonly: false, value: null }],
    [id, fact],
  );
  const entry = useEntry(undefined, fields);
  return (
    <ConfigProvider componentDisabled={false}>
      <EnteredForm fields={fields} entry={entry} />
    </ConfigProvider>
  );
}
