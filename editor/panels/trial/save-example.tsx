/** The run becomes an example: what it is called, and what of its outcome is to be expected. */
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Alert, Button, Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FlowExample } from '@flowmeter/engine/definition/examples.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { exampleOf, type Expected, expectAll } from '@flowmeter/engine/simulation/example.ts';
import { actionsOf, now, type Session } from '@flowmeter/engine/simulation/session.ts';
import { useCommand } from '../../api/command.ts';
import { saveExample } from '../../api/examples.ts';
import { Failure } from '../../display/failure.tsx';
import { TextField } from '../../display/text-field.tsx';

interface SaveExampleProps {
  session: Session;
  onClose: () => void;
}

const expectations = Object.keys(expectAll) as (keyof Expected)[];

export function SaveExample({ session, onClose }: SaveExampleProps) {
  const { t } = useTranslation(['trial', 'display']);
  const [title, setTitle] = useState<Localized>({ zh: '', en: '' });
  const [expected, setExpected] = useState(expectAll);
  const [isAsked, setIsAsked] = useState(false);
  const isNamed = title.zh.trim() !== '' && title.en.trim() !== '';
  const save = useSaving(session);
  const submit = () => {
    setIsAsked(true);
    if (isNamed) save.mutate(exampleOf(session, title, expected));
  };
  const counts = { n: actionsOf(session).length, m: now(session).state.visits.length };
  return (
    <Modal
      open
      title={t('save.title')}
      onCancel={onClose}
      onOk={submit}
      okText={t('save.ok')}
      cancelText={t('display:cancel')}
      okButtonProps={{ loading: save.isPending, disabled: save.data !== undefined }}
    >
      <div className="stack">
        <p className="quiet">{t('save.help')}</p>
        <Names title={title} onChange={setTitle} />
        <Expectations expected={expected} onChange={setExpected} />
        <p className="quiet">{t('save.count', counts)}</p>
        {isAsked && !isNamed && (
          <p className="field-wrong" role="alert">
            {t('save.required')}
          </p>
        )}
        {save.error && <Failure error={save.error} />}
        {save.data && <Saved draft={save.data.id} />}
      </div>
    </Modal>
  );
}

function useSaving({ flow: { flow } }: Session) {
  const client = useQueryClient();
  return useCommand({
    run: (row: FlowExample, key) => saveExample(client, { flow, row }, key),
    makesOld: ['drafts', 'definitions'],
  });
}

interface NamesProps {
  title: Localized;
  onChange: (title: Localized) => void;
}

function Names({ title, onChange }: NamesProps) {
  const { t } = useTranslation('trial');
  return (
    <>
      <TextField
        label={t('save.zh')}
        most={200}
        value={title.zh}
        onChange={(zh) => onChange({ ...title, zh })}
      />
      <TextField
        label={t('save.en')}
        most={200}
        value={title.en}
        onChange={(en) => onChange({ ...title, en })}
      />
    </>
  );
}

/** It is in the draft of the examples, which can be looked at. */
function Saved({ draft }: { draft: string }) {
  const { t } = useTranslation('trial');
  const navigate = useNavigate();
  return (
    <Alert
      type="success"
      showIcon
      role="status"
      title={t('save.done')}
      action={
        <Button
          size="small"
          onClick={() => void navigate({ to: '/drafts/$id', params: { id: draft } })}
        >
          {t('save.open')}
        </Button>
      }
    />
  );
}

interface ExpectationsProps {
  expected: Expected;
  onChange: (expected: Expected) => void;
}

function Expectations({ expected, onChange }: ExpectationsProps) {
  const { t } = useTranslation('trial');
  return (
    <fieldset className="trial-expect">
      <legend className="field-label">{t('save.expect')}</legend>
      {expectations.map((what) => (
        <Checkbox
          key={what}
          checked={expected[what]}
          onChange={(event) => onChange({ ...expected, [what]: event.target.checked })}
        >
          {t(`save.${what}`)}
        </Checkbox>
      ))}
    </fieldset>
  );
}
