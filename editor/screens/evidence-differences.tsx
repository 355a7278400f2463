/** What differs, definition by definition, in sentences. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Change } from '../api/changes.ts';
import type { EvidenceParts } from '../api/evidence.ts';
import { Hash } from '../display/hash.tsx';
import { useSay } from '../words/say.ts';
import { kindName } from './change-review-names.ts';
import { Sign } from './change-review-sign.tsx';

type Item = NonNullable<EvidenceParts['differences']['content']>[number];

export function DifferencesPart({ change, items }: { change: Change; items: readonly Item[] }) {
  const { t } = useTranslation('evidence');
  return (
    <>
      {items.map((item) => (
        <OneDefinition key={`${item.kind}/${item.id}`} item={item} />
      ))}
      <Link
        to="/changes/$id"
        params={{ id: change.id }}
        search={(before) => ({ ...before, tab: undefined, part: undefined })}
        resetScroll={false}
      >
        {t('differences.toMap')}
      </Link>
    </>
  );
}

function OneDefinition({ item }: { item: Item }) {
  const { t } = useTranslation('evidence');
  const { t: inChanges } = useTranslation('changes');
  const say = useSay();
  const { kind, name, base_hash, content_hash, differences } = item;
  return (
    <article className="evidence-block">
      <h3>
        {say(name)} <small>{say(kindName(kind))}</small>
      </h3>
      <p className="evidence-hashes">
        {base_hash !== null && <Hash hash={base_hash} label={t('differences.base')} />}
        <Hash hash={content_hash} label={t('differences.content')} />
      </p>
      {differences.length === 0 && <p className="quiet">{t('differences.none')}</p>}
      <ul className="evidence-signs">
        {differences.map((one) => (
          <li key={`${one.kind} ${one.pointer} ${one.sentence.en}`}>
            <Sign kind={one.kind} />
            <span className="unseen">{inChanges(`difference.kind.${one.kind}`)}</span>
            <span className="break">{say(one.sentence)}</span>
          </li>
        ))}
      </ul>
    </article>
  );
}
