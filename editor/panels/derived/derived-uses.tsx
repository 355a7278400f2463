/** Who asks for a derived fact, each opened from here. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Use } from '@flowmeter/engine/records/uses.ts';
import { useSay } from '../../words/say.ts';

export function DerivedUses({ uses }: { uses: readonly Use[] }) {
  const { t } = useTranslation('derived');
  if (uses.length === 0) return <p className="quiet">{t('unused')}</p>;
  return (
    <ul className="fact-uses">
      {uses.map((use) => (
        <li key={`${use.kind} ${use.within} ${use.id}`}>
          <OneUse use={use} />
        </li>
      ))}
    </ul>
  );
}

function OneUse({ use: { kind, id, name, within } }: { use: Use }) {
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
      <Link to="/indicators/$id" params={{ id }} search={{}}>
        {say(name)}
      </Link>
    );
  }
  return (
    <Link to="/derived" search={{ q: id }}>
      {say(name)}
    </Link>
  );
}
