/** Another id for a fact in force: everything that speaks of it is shown, then drafted along with it. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { definitionKinds } from '@flowmeter/engine/definition/kinds.ts';
import type { Fact } from '@flowmeter/engine/definition/facts.ts';
import { useCommand } from '../../api/command.ts';
import { type Affected, affectedByRenaming, carryRenaming } from '../../api/rename-fact.ts';
import { Answered } from '../../display/answered.tsx';
import { Failure } from '../../display/failure.tsx';
import { TextField } from '../../display/text-field.tsx';
import { useSay } from '../../words/say.ts';
import { useFactsDesk } from './desk.ts';

interface RenameDialogProps {
  id: string;
  fact: Fact;
  isFree: (id: string) => boolean;
  onRename: (to: string) => void;
  onClose: () => void;
}

export function RenameDialog({ id, fact, isFree, onRename, onClose }: RenameDialogProps) {
  const { t } = useTranslation(['facts', 'display']);
  const say = useSay();
  const client = useQueryClient();
  const { onCarried } = useFactsDesk();
  const [to, setTo] = useState(id);
  const affected = useQuery(affectedByRenaming(client, id));
  const carry = useCommand({
    run: (of: readonly Affected[]) => carryRenaming(client, of, { id, to }),
    makesOld: ['drafts', 'definitions'],
    onDone: (drafts) => {
      onRename(to);
      if (drafts.length > 0) onCarried?.(drafts);
      onClose();
    },
  });
  const isReady = to !== id && isFree(to) && affected.data !== undefined;
  return (
    <Modal
      open
      width={560}
      title={t('rename.title', { name: say(fact.name) })}
      onCancel={onClose}
      onOk={() => affected.data && carry.mutate(affected.data)}
      okText={t(affected.data?.length ? 'rename.submitAll' : 'rename.submit')}
      cancelText={t('display:cancel')}
      okButtonProps={{ disabled: !isReady, loading: carry.isPending }}
    >
      <div className="stack">
        <TextField
          label={t('rename.to')}
          help={isFree(to) ? t('field.idHelp') : t('field.idWrong')}
          most={64}
          value={to}
          onChange={setTo}
        />
        <Answered query={affected} rows={3}>
          {(found) => <AffectedList affected={found} />}
        </Answered>
        <p className="quiet">{t('rename.cases')}</p>
        {carry.error && <Failure error={carry.error} />}
      </div>
    </Modal>
  );
}

function AffectedList({ affected }: { affected: readonly Affected[] }) {
  const { t } = useTranslation('facts');
  const say = useSay();
  if (affected.length === 0) return <Alert type="success" showIcon title={t('rename.alone')} />;
  const places = affected.reduce((sum, one) => sum + one.places, 0);
  return (
    <>
      <Alert
        type="info"
        showIcon
        title={t('rename.carries', { n: affected.length, places })}
        description={t('rename.together')}
      />
      <ul className="fact-affected" aria-label={t('rename.affected')} tabIndex={0}>
        {affected.map(({ kind, id, name, places: n, isDrafted }) => (
          <li key={`${kind} ${id}`}>
            <span className="fact-affected-name">{say(name)}</span>
            <span className="quiet">
              {say(definitionKinds[kind].name)}
              {isDrafted && ` · ${t('rename.drafted')}`}
            </span>
            <span className="quiet figures">{t('rename.places', { n })}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
