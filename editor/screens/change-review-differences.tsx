/** The differences as sentences, by step; each leads to its place on the canvas. */
import { DownOutlined, LinkOutlined, UpOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Anchor } from '../api/comments.ts';
import { KindIcon } from '../canvas/kind-icon.tsx';
import { copyText } from '../display/hash.tsx';
import { message } from '../display/message.tsx';
import { useSay } from '../words/say.ts';
import type { Group, Numbered } from './change-review-groups.ts';
import { kindName } from './change-review-names.ts';
import type { Place } from './change-review-place.ts';
import { Remark } from './change-review-remark.tsx';
import { Sign } from './change-review-sign.tsx';

interface DifferencesProps {
  groups: readonly Group[];
  place: Place;
  /** The kind of definition. */
  kind: string;
  /** What is said about it belongs to this definition of a change; nothing is said where it is absent. */
  of?: Pick<Anchor, 'kind' | 'id'> | undefined;
}

export function Differences({ groups, place, kind, of }: DifferencesProps) {
  const { t } = useTranslation('changes');
  if (place.count === 0) return <p className="quiet">{t('difference.none')}</p>;
  return (
    <>
      <Walk place={place} />
      <div className="differences">
        {groups.map((group) => (
          <DifferenceGroup key={group.key} group={group} place={place} kind={kind} of={of} />
        ))}
      </div>
    </>
  );
}

/** Through the differences one by one; the one that is looked at can be sent to somebody. */
export function Walk({ place }: { place: Place }) {
  const { t } = useTranslation('changes');
  const { at, count, move, link } = place;
  const copy = async () => {
    if (link === undefined) return;
    await copyText(link());
    message.success(t('difference.linked'));
  };
  return (
    <div className="difference-walk" role="group" aria-label={t('difference.list')}>
      <span className="quiet">{t('difference.key')}</span>
      <span className="figures" aria-live="polite">
        {t('difference.at', { n: at ?? '–', count })}
      </span>
      <Tooltip title={t('difference.link')}>
        <Button
          size="small"
          type="text"
          icon={<LinkOutlined aria-hidden />}
          aria-label={t('difference.link')}
          disabled={link === undefined}
          onClick={() => void copy()}
        />
      </Tooltip>
      <Tooltip title={t('difference.previous')}>
        <Button
          size="small"
          icon={<UpOutlined aria-hidden />}
          aria-label={t('difference.previous')}
          onClick={() => move(-1)}
        />
      </Tooltip>
      <Tooltip title={t('difference.next')}>
        <Button
          size="small"
          icon={<DownOutlined aria-hidden />}
          aria-label={t('difference.next')}
          onClick={() => move(1)}
        />
      </Tooltip>
    </div>
  );
}

interface DifferenceGroupProps {
  group: Group;
  place: Place;
  kind: string;
  of: DifferencesProps['of'];
}

function DifferenceGroup({ group, place, kind, of }: DifferenceGroupProps) {
  const { t } = useTranslation('changes');
  const say = useSay();
  const name =
    group.name === null ? t('difference.whole', { kind: say(kindName(kind)) }) : say(group.name);
  return (
    <section className="difference-group" aria-label={name}>
      <h2>
        {group.stepKind && <KindIcon kind={group.stepKind} />}
        <span>{name}</span>
      </h2>
      <ul>
        {group.items.map((one) => (
          <li key={one.n}>
            <div className="difference-line">
              <OneDifference one={one} place={place} />
              {of && <Remark anchor={{ ...of, at: one.pointer }} name={one.sentence} />}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function OneDifference({ one, place }: { one: Numbered; place: Place }) {
  const { t } = useTranslation('changes');
  const say = useSay();
  const button = useRef<HTMLButtonElement>(null);
  const isCurrent = place.at === one.n;
  useEffect(() => {
    if (isCurrent) button.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  return (
    <button
      ref={button}
      type="button"
      className="difference"
      aria-current={isCurrent ? 'true' : undefined}
      onClick={() => place.go(one.n)}
    >
      <Sign kind={one.kind} />
      <span className="unseen">{t(`difference.kind.${one.kind}`)}</span>
      <span className="difference-words">{say(one.sentence)}</span>
    </button>
  );
}
