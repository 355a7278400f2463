/** A new rule set, table, indicator or scorecard: its id and name; the draft is opened. For process owners. */
import { PlusOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button, Dropdown, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { useCommand } from '../api/command.ts';
import { beginDraft, type Draft, saveDraft } from '../api/drafts.ts';
import { Failure } from '../display/failure.tsx';
import { TextField } from '../display/text-field.tsx';
import { blankCard, blankIndicator } from '../document/figures/document.ts';
import { firstCondition, newRule } from '../document/rules/document.ts';
import { useIsOwner } from './flows-edit.tsx';

const kinds = ['ruleset', 'table', 'indicator', 'scorecard'] as const;
type Kind = (typeof kinds)[number];

interface NewRulesProps {
  /** Of the kinds that can be begun here, the ids that there are. */
  taken: Partial<Record<Kind, ReadonlySet<string>>>;
}

/** Nothing for those who may not change rules. */
export function NewRules({ taken }: NewRulesProps) {
  const { t } = useTranslation('rules');
  const [kind, setKind] = useState<Kind>();
  if (!useIsOwner()) return null;
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: kinds
            .filter((key) => taken[key] !== undefined)
            .map((key) => ({ key, label: t(`new.${key}`) })),
          onClick: ({ key }) => setKind(kinds.find((one) => one === key)),
        }}
      >
        <Button type="primary" icon={<PlusOutlined aria-hidden />}>
          {t('new.open')}
        </Button>
      </Dropdown>
      {kind !== undefined && (
        <NewDialog
          kind={kind}
          taken={taken[kind] ?? new Set()}
          onClose={() => setKind(undefined)}
        />
      )}
    </>
  );
}

interface NewDialogProps {
  kind: Kind;
  taken: ReadonlySet<string>;
  onClose: () => void;
}

function NewDialog({ kind, taken, onClose }: NewDialogProps) {
  const { t } = useTranslation(['rules', 'display']);
  const navigate = useNavigate();
  const [said, setSaid] = useState({ id: '', zh: '', en: '' });
  const [isAsked, setIsAsked] = useState(false);
  const wrong = wrongOf(said, taken);
  const begin = useCommand({
    run: (asked: typeof said, key) => begun(kind, asked, key),
    makesOld: ['definitions', 'drafts'],
    onDone: ({ id }) => navigate({ to: '/drafts/$id', params: { id }, search: {} }),
  });
  const submit = () => {
    setIsAsked(true);
    if (wrong === undefined) begin.mutate(said);
  };
  return (
    <Modal
      open
      title={t(`new.${kind}`)}
      onCancel={onClose}
      onOk={submit}
      okText={t('new.submit')}
      cancelText={t('display:cancel')}
      okButtonProps={{ loading: begin.isPending }}
    >
      <div className="stack">
        <TextField
          label={t('new.id')}
          help={t('field.idWrong')}
          most={64}
          value={said.id}
          onChange={(id) => setSaid({ ...said, id })}
        />
        <TextField
          label={t('new.zh')}
          most={200}
          value={said.zh}
          onChange={(zh) => setSaid({ ...said, zh })}
        />
        <TextField
          label={t('new.en')}
          most={200}
          value={said.en}
          onChange={(en) => setSaid({ ...said, en })}
        />
        {isAsked && wrong !== undefined && (
          <p className="field-wrong" role="alert">
            {t(`new.wrong.${wrong}`)}
          </p>
        )}
        {begin.error && <Failure error={begin.error} />}
      </div>
    </Modal>
  );
}

type Said = { id: string } & Localized;

function wrongOf({ id, zh, en }: Said, taken: ReadonlySet<string>) {
  if (!/^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(id)) return 'id';
  if (taken.has(id)) return 'taken';
  return zh.trim() === '' || en.trim() === '' ? 'name' : undefined;
}

async function begun(kind: Kind, { id, zh, en }: Said, key: string): Promise<Draft> {
  const draft = await beginDraft({ kind, id }, key);
  const content = { kind, id, name: { zh: zh.trim(), en: en.trim() }, ...starts[kind](id) };
  return saveDraft(draft.id, { content, layout: null }, draft.revision);
}

/** What each begins with: enough to be edited, not yet to be proposed as it is. */
const starts: Record<Kind, (id: string) => object> = {
  ruleset: () => ({ rules: [newRule([], firstCondition)] }),
  indicator: (key) => ({ ...blankIndicator, key }),
  scorecard: () => blankCard,
  table: () => ({
    hit: 'U',
    inputs: [],
    outputs: [
      { id: 'output_1', name: { zh: '结果', en: 'Result' }, type: 'string', nullable: true },
    ],
    rows: [{ when: [], then: [null] }],
  }),
};
