/** Where a fact is used, each place opened from here. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type FactUse, sortsOfUse } from '@flowmeter/engine/definition/fact-uses.ts';
import { useSay } from '../../words/say.ts';

export function FactUseList({ uses }: { uses: readonly FactUse[] }) {
  const { t } = useTranslation('facts');
  if (uses.length === 0) return <p className="quiet">{t('uses.none')}</p>;
  return (
    <dl className="fact-use-list">
      {sortsOfUse.map((kind) => {
        const found = uses.filter((one) => one.kind === kind);
        if (found.length === 0) return null;
        return (
          <div key={kind}>
            <dt>{t(`uses.${kind}`, { n: found.length })}</dt>
            {found.map((use) => (
              <dd key={`${use.within} ${use.id}`}>
                <OneUse use={use} />
              </dd>
            ))}
          </div>
        );
      })}
    </dl>
  );
}

function OneUse({ use: { kind, id, name, within } }: { use: FactUse }) {
  const say = useSay();
  if (kind === 'rule') {
    return (
      <Link to="/rules/$id" params={{ id: within }} search={{ rule: id }}>
        {`${id} ${say(name)}`}
      </Link>
    );
  }
  if (kind === 'table') {
    return (
      <Link to="/tables/$id" params={{ id }} search={{}}>
        {say(name)}
      </Link>
    );
  }
  if (kind === 'indicator') {
    return (
      <Link to="/definitions/$kind/$id" params={{ kind, id }} search={{}}>
        {say(name)}
      </Link>
    );
  }
  return (
    <Link to="/flows/$id" params={{ id: within }} search={{}}>
      {say(name)}
    </Link>
  );
}
