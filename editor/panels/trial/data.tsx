/** What the case knows; what was entered can be entered anew, and the case is done again with that. */
import { EditOutlined } from '@ant-design/icons';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { enteredFacts } from '@flowmeter/engine/simulation/edit-data.ts';
import { now, type Session } from '@flowmeter/engine/simulation/session.ts';
import { useFormat } from '../../display/format.ts';
import { FactForm, focusField } from '../../forms/fact-form.tsx';
import { useEntry } from '../../forms/use-entry.ts';
import { useSay } from '../../words/say.ts';
import { fieldsOf } from './fields.ts';
import type { Trial } from './use-trial.ts';

interface DataProps {
  session: Session;
  trial: Trial;
}

export function Data({ session, trial }: DataProps) {
  const { t } = useTranslation('trial');
  const say = useSay();
  const format = useFormat();
  const [editing, setEditing] = useState<string>();
  const { data } = now(session).state;
  const entered = new Set(enteredFacts(session));
  const rows = Object.entries(data).flatMap(([id, value]) => {
    const fact = session.flow.facts[id];
    return fact === undefined ? [] : [{ id, fact, value }];
  });
  return (
    <section className="trial-part" aria-label={t('data.title')}>
      <h3>
        {t('data.title')} <span className="section-count">{rows.length}</span>
      </h3>
      <ul className="trial-list">
        {rows.map(({ id, fact, value }) => (
          <li key={id} className="trial-datum">
            <span className="trial-details">{say(fact.name)}</span>
            <span className="cut-words">{format.value(fact, value)}</span>
            {entered.has(id) && (
              <Button
                type="text"
                size="small"
                icon={<EditOutlined aria-hidden />}
                aria-label={t('data.edit', { name: say(fact.name) })}
                disabled={trial.isBusy}
                onClick={() => setEditing(id)}
              />
            )}
          </li>
        ))}
      </ul>
      {editing !== undefined && (
        <EditDatum
          session={session}
          fact={editing}
          trial={trial}
          onClose={() => setEditing(undefined)}
        />
      )}
    </section>
  );
}

interface EditProps extends DataProps {
  fact: string;
  onClose: () => void;
}

function EditDatum({ session, trial, fact, onClose }: EditProps) {
  const { t } = useTranslation(['trial', 'display']);
  const { data } = now(session).state;
  const fields = fieldsOf([{ fact }], session.flow.facts, data);
  const entry = useEntry(undefined, fields, data);
  const save = () => {
    const wrong = entry.attempt();
    if (wrong !== undefined) return focusField(wrong);
    const value = entry.data()[fact];
    if (value !== undefined) trial.edit(fact, value);
    onClose();
  };
  return (
    <Modal
      open
      title={t('data.change')}
      okText={t('data.ok')}
      cancelText={t('display:cancel')}
      onOk={save}
      onCancel={onClose}
    >
      <div className="stack">
        <p className="quiet">{t('data.help')}</p>
        <FactForm fields={fields} entry={entry} />
      </div>
    </Modal>
  );
}
