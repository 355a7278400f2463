/** Where a derived fact is used: rules, tables, other derived facts, each opened from here. */
import '../theme/rules.css';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Use } from '@flowmeter/engine/records/uses.ts';
import { useSay } from '../words/say.ts';

const FEW = 4;

export function FactUses({ uses }: { uses: readonly Use[] }) {
  const { t } = useTranslation('derived');
  if (uses.length === 0) return <span className="quiet">{t('unused')}</span>;
  return (
    <span className="fact-uses">
      {uses.slice(0, FEW).map((use) => (
        <OneUse key={`${use.kind} ${use.within} ${use.id}`} use={use} />
      ))}
      {uses.length > FEW && (
        <span className="row-step">{t('more', { count: uses.length - FEW })}</span>
      )}
    </span>
  );
}

function OneUse({ use: { kind, id, name, within } }: { use: Use }) {
  const say = useSay();
  const words = kind === 'rule' ? `${id} ${say(name)}` : say(name);
  if (kind === 'rule') {
    return (
      <Link to="/rules/$id" params={{ id: within }} search={{ rule: id }}>
        {words}
      </Link>
    );
  }
  if (kind === 'table') {
    return (
      <Link to="/tables/$id" params={{ id }} search={{}}>
        {words}
      </Link>
    );
  }
  if (kind === 'indicator') {
    return (
      <Link to="/indicators/$id" params={{ id }} search={{}}>
        {words}
      </Link>
    );
  }
  return (
    <Link to="/derived" search={{ q: id }}>
      {words}
    </Link>
  );
}
