/** What people can do with a task besides working on it: hand it on, add signers, urge, take back. */
import { MoreOutlined } from '@ant-design/icons';
import { Button, Dropdown, Input, Modal, Radio, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Visit } from '@flowmeter/engine/case/state.ts';
import { type Aside, asideAction, asidesAt } from '@flowmeter/engine/simulation/asides.ts';
import type { Session } from '@flowmeter/engine/simulation/session.ts';
import { useSay } from '../../words/say.ts';
import { useDeedWords } from './deed-words.ts';
import type { Trial } from './use-trial.ts';

interface AsidesProps {
  session: Session;
  visit: Visit;
  trial: Trial;
}

export function Asides({ session, visit, trial }: AsidesProps) {
  const { t } = useTranslation('trial');
  const deed = useDeedWords();
  const [chosen, setChosen] = useState<Aside>();
  const asides = asidesAt(session, visit);
  if (asides.length === 0) return null;
  const items = asides.map((aside) => ({
    key: aside.do,
    label: deed({ do: aside.do }),
    onClick: () => setChosen(aside),
  }));
  return (
    <>
      <Dropdown menu={{ items }} trigger={['click']} disabled={trial.isBusy}>
        <Button icon={<MoreOutlined aria-hidden />}>{t('aside.more')}</Button>
      </Dropdown>
      {chosen !== undefined && (
        <AsideDialog
          aside={chosen}
          onClose={() => setChosen(undefined)}
          onDo={(said) => {
            trial.act(asideAction(chosen, visit, said));
            setChosen(undefined);
          }}
        />
      )}
    </>
  );
}

type Said = Parameters<typeof asideAction>[2];

interface DialogProps {
  aside: Aside;
  onClose: () => void;
  onDo: (said: Said) => void;
}

function AsideDialog({ aside, onClose, onDo }: DialogProps) {
  const { t } = useTranslation(['trial', 'display']);
  const say = useSay();
  const deed = useDeedWords();
  const id = useId();
  const { candidates, by } = aside;
  const [person, setPerson] = useState(candidates?.[0]?.id);
  const [reason, setReason] = useState(t('at.tried'));
  const [when, setWhen] = useState<'before' | 'after'>('before');
  const title = deed({ do: aside.do });
  return (
    <Modal
      open
      title={title}
      okText={title}
      cancelText={t('display:cancel')}
      okButtonProps={{ disabled: reason.trim() === '' }}
      onOk={() => onDo({ person, reason, when })}
      onCancel={onClose}
    >
      <div className="stack">
        <p className="quiet">{t('at.by', { name: say(by.name) })}</p>
        {candidates !== undefined && (
          <div className="field">
            <label className="field-label" htmlFor={id}>
              {t('aside.person')}
            </label>
            <Select
              id={id}
              value={person}
              options={candidates.map((one) => ({ value: one.id, label: say(one.name) }))}
              onChange={setPerson}
            />
          </div>
        )}
        {aside.do === 'add_signer' && (
          <Radio.Group
            value={when}
            options={(['before', 'after'] as const).map((value) => ({
              value,
              label: t(`aside.${value}`),
            }))}
            onChange={(event) => setWhen(event.target.value === 'after' ? 'after' : 'before')}
          />
        )}
        <div className="field">
          <label className="field-label" htmlFor={`${id}reason`}>
            {t('aside.reason')}
          </label>
          <Input
            id={`${id}reason`}
            value={reason}
            maxLength={200}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
      </div>
    </Modal>
  );
}
