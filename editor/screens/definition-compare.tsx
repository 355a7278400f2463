/** How the version that is looked at differs from another, in sentences. */
import { useQuery } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { diff } from '@flowmeter/engine/definition/diff.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { packInForce } from '../api/pack.ts';
import { versionOf, type VersionRow } from '../api/versions.ts';
import { Answered } from '../display/answered.tsx';
import { shortHash } from '../display/hash.tsx';
import { useSay } from '../words/say.ts';
import { Sign } from './change-review-sign.tsx';

interface CompareDialogProps {
  from: VersionRow;
  to: Definition;
  onClose: () => void;
}

export function CompareDialog({ from, to, onClose }: CompareDialogProps) {
  const { t } = useTranslation('rules');
  const query = useQuery(versionOf(from.hash));
  return (
    <Modal
      open
      width={720}
      footer={null}
      title={t('version.compareTitle', { hash: shortHash(from.hash) })}
      onCancel={onClose}
    >
      <Answered query={query} rows={4}>
        {({ definition }) => <Differences from={definition} to={to} />}
      </Answered>
    </Modal>
  );
}

function Differences({ from, to }: { from: Definition; to: Definition }) {
  const { t } = useTranslation('rules');
  const say = useSay();
  const { data: pack } = useQuery(packInForce);
  const found = diff(from, to, pack ?? { definitions: [] });
  if (found.length === 0) return <p className="quiet">{t('version.same')}</p>;
  return (
    <ul className="compare-list" tabIndex={0}>
      {found.map(({ kind, pointer, sentence }) => (
        <li key={`${kind} ${pointer}`} className="compare-row">
          <Sign kind={kind} />
          <span>{say(sentence)}</span>
        </li>
      ))}
    </ul>
  );
}
