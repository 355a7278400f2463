/** Brings a flow in from another tool's file: what was read of it is shown before a draft begins. */
import { ImportOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../api/command.ts';
import { definitionList } from '../api/definitions.ts';
import { beginDraft, type Draft, saveDraft } from '../api/drafts.ts';
import { packInForce } from '../api/pack.ts';
import { Failure, ProblemList } from '../display/failure.tsx';
import { FileDrop } from '../display/file-drop.tsx';
import { Mark } from '../display/mark.tsx';
import { message } from '../display/message.tsx';
import { TextField } from '../display/text-field.tsx';
import { useSay } from '../words/say.ts';
import { useIsOwner } from './flows-edit.tsx';
import type { FoundFlow, FoundFlows } from './flows-import-read.ts';

const MOST_BYTES = 16 * 2 ** 20;
const KINDS = '.bpmn,.xml,.json';

/** Nothing for those who may not change flows. */
export function ImportFlow() {
  const { t } = useTranslation('interchange');
  const [isOpen, setIsOpen] = useState(false);
  if (!useIsOwner()) return null;
  return (
    <>
      <Button icon={<ImportOutlined aria-hidden />} onClick={() => setIsOpen(true)}>
        {t('import.open')}
      </Button>
      {isOpen && <ImportDialog onClose={() => setIsOpen(false)} />}
    </>
  );
}

interface Chosen {
  file: string;
  found: FoundFlows;
  at: number;
  id: string;
}

function ImportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['interchange', 'display']);
  const say = useSay();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<Chosen>();
  const flow = chosen?.found.flows[chosen.at];
  const bring = useCommand({
    run: (input: { flow: FoundFlow; id: string }, key) => begun(input.flow, input.id, key),
    makesOld: ['definitions', 'drafts'],
    onDone: ({ id }) => {
      message.success(t('import.done', { name: say(flow?.document.flow.name) }));
      return navigate({ to: '/drafts/$id', params: { id }, search: {} });
    },
  });
  const isId = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(chosen?.id ?? '');
  return (
    <Modal
      open
      width={760}
      title={t('import.title')}
      onCancel={onClose}
      onOk={() => flow && bring.mutate({ flow, id: chosen?.id ?? '' })}
      okText={t('import.submit')}
      cancelText={t('display:cancel')}
      okButtonProps={{ disabled: flow === undefined || !isId, loading: bring.isPending }}
    >
      <div className="stack import-tables">
        {chosen === undefined ? (
          <Source onRead={setChosen} />
        ) : (
          <Found
            chosen={chosen}
            isId={isId}
            onChange={setChosen}
            onOther={() => {
              bring.reset();
              setChosen(undefined);
            }}
          />
        )}
        {bring.error && <Failure error={bring.error} />}
      </div>
    </Modal>
  );
}

function Source({ onRead }: { onRead: (chosen: Chosen) => void }) {
  const { t } = useTranslation('interchange');
  const client = useQueryClient();
  const words = {
    choose: t('import.choose'),
    drop: t('import.drop'),
    large: t('import.large'),
    unreadable: t('import.unreadable'),
  };
  const take = async (file: File) => {
    // Posts and flows in force are found by their names: without them half of the file would be unknown.
    const [{ readFlowFile }, pack] = await Promise.all([
      import('./flows-import-read.ts'),
      client.ensureQueryData(packInForce),
    ]);
    const found = await readFlowFile(file, pack);
    onRead({ file: file.name, found, at: 0, id: found.flows[0]?.document.flow.id ?? '' });
  };
  return (
    <>
      <p className="quiet">{t('import.help')}</p>
      <FileDrop kinds={KINDS} words={words} most={MOST_BYTES} onFile={take} />
    </>
  );
}

interface FoundProps {
  chosen: Chosen;
  isId: boolean;
  onChange: (chosen: Chosen) => void;
  onOther: () => void;
}

function Found({ chosen, isId, onChange, onOther }: FoundProps) {
  const { t } = useTranslation('interchange');
  const { file, found, at, id } = chosen;
  const { data: flows } = useQuery(definitionList('flow'));
  const flow = found.flows[at];
  const isTaken = flows?.rows.some((row) => row.id === id) === true;
  return (
    <>
      <p className="import-file">
        <span>{file}</span>
        <Button size="small" onClick={onOther}>
          {t('import.other')}
        </Button>
      </p>
      <FlowChoice
        found={found}
        at={at}
        onChoose={(next) =>
          onChange({ ...chosen, at: next, id: found.flows[next]?.document.flow.id ?? '' })
        }
      />
      {flow !== undefined && (
        <TextField
          label={t('import.id')}
          help={isTaken ? t('import.taken') : t('import.idHelp')}
          most={64}
          value={id}
          onChange={(next) => onChange({ ...chosen, id: next })}
        />
      )}
      {flow !== undefined && !isId && (
        <p className="field-wrong" role="alert">
          {t('import.idWrong')}
        </p>
      )}
      <Report found={found} flow={flow} />
    </>
  );
}

interface FlowChoiceProps {
  found: FoundFlows;
  at: number;
  onChoose: (at: number) => void;
}

function FlowChoice({ found: { flows }, at, onChoose }: FlowChoiceProps) {
  const { t } = useTranslation('interchange');
  const say = useSay();
  return (
    <Radio.Group
      aria-label={t('import.flows')}
      className="import-flows"
      value={at}
      onChange={(event) => onChoose(Number(event.target.value))}
    >
      {flows.map(({ document, placed }, index) => {
        const steps = Object.values(document.flow.steps);
        const size = {
          steps: steps.length,
          blocks: steps.filter(({ kind }) => kind === 'parallel').length,
          placed,
        };
        return (
          <Radio key={document.flow.id} value={index}>
            <strong>{say(document.flow.name)}</strong>{' '}
            <span className="quiet">{t('import.size', size)}</span>
          </Radio>
        );
      })}
    </Radio.Group>
  );
}

function Report({ found, flow }: { found: FoundFlows; flow: FoundFlow | undefined }) {
  const { t } = useTranslation('interchange');
  const problems = flow?.problems ?? [];
  const lost = problems.filter(({ level }) => level === 'error');
  const changed = problems.filter(({ level }) => level === 'warning');
  const left = found.problems;
  const isClean = flow !== undefined && problems.length + left.length === 0;
  return (
    <div className="import-problems">
      {isClean && (
        <Mark colour="green" icon="done">
          {t('import.clean')}
        </Mark>
      )}
      {lost.length > 0 && <h2>{t('import.lost', { count: lost.length })}</h2>}
      <ProblemList problems={lost} />
      {changed.length > 0 && <h2>{t('import.changed', { count: changed.length })}</h2>}
      <ProblemList problems={changed} />
      {left.length > 0 && flow && <h2>{t('import.left', { count: left.length })}</h2>}
      <ProblemList problems={left} />
    </div>
  );
}

async function begun({ document }: FoundFlow, id: string, key: string): Promise<Draft> {
  const draft = await beginDraft({ kind: 'flow', id }, key);
  const flow = { ...document.flow, id };
  const layout = { ...document.layout, id: draft.layout?.id ?? id, flow: id };
  return saveDraft(draft.id, { content: flow, layout }, draft.revision);
}
