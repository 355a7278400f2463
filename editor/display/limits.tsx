/** Limits, each layer for itself: value, basis, what is used, when it is due. */
import { useTranslation } from 'react-i18next';
import type { Due } from '../api/cases.ts';
import { BasisLabel } from './basis.tsx';
import { DueMark } from './due-mark.tsx';
import { useFormat } from './format.ts';

interface LimitsProps {
  limits: readonly Due[];
  status?: string | undefined;
  /** Time used, in the unit of the limits; null where it is not known. */
  used?: number | null;
  /** The clock has stopped for good: say when it was due, count no longer. */
  over?: boolean;
}

const order: Record<Due['layer'], number> = { statutory: 0, promise: 1, internal: 2 };

export function Limits({ limits, status, used = null, over = false }: LimitsProps) {
  const { t } = useTranslation('display');
  if (limits.length === 0) return <p className="quiet">{t('limit.none')}</p>;
  const sorted = limits.toSorted((a, b) => order[a.layer] - order[b.layer]);
  return (
    <ul className="limits">
      {sorted.map((limit) => (
        <LimitRow key={limit.id} limit={limit} status={status} used={used} over={over} />
      ))}
    </ul>
  );
}

function LimitRow({
  limit,
  status,
  used,
  over,
}: { limit: Due } & Required<Omit<LimitsProps, 'limits'>>) {
  const { t } = useTranslation('display');
  const format = useFormat();
  const unit = t(`unit.${limit.unit}`, { count: limit.value });
  return (
    <li className="limit">
      <div className="limit-line">
        <strong>{t(`layer.${limit.layer}`)}</strong>
        <span className="figures">
          {t('limit.value', { value: format.number(limit.value), unit })}
        </span>
        <BasisLabel kind={limit.basis.kind} source={limit.basis.source} />
        {!over && <LimitStanding limit={limit} status={status} />}
      </div>
      {used !== null && <Share used={used} limit={limit} unit={unit} />}
      {limit.due_at !== null && (
        <div className="limit-due figures">
          {t('due.at', { at: format.due(limit.due_at, limit.zone) })}
        </div>
      )}
    </li>
  );
}

function LimitStanding({ limit, status }: { limit: Due; status: string | undefined }) {
  const { t } = useTranslation('display');
  if (limit.uncovered) return <span className="limit-mark quiet">{t('due.uncovered')}</span>;
  if (limit.due_at === null) return <span className="limit-mark quiet">{t('due.still')}</span>;
  return (
    <span className="limit-mark">
      <DueMark
        due_at={limit.due_at}
        warn_at={limit.warn_at}
        zone={limit.zone}
        plain
        {...(status === undefined ? {} : { status })}
      />
    </span>
  );
}

/** Used and remaining as a bar; the words say the same. */
function Share({ used, limit, unit }: { used: number; limit: Due; unit: string }) {
  const { t } = useTranslation('display');
  const format = useFormat();
  const share = Math.min(1, used / limit.value);
  const level = used > limit.value ? 'over' : share >= 0.7 ? 'soon' : 'left';
  return (
    <div className="share">
      <svg
        className={`share-bar share-${level}`}
        viewBox="0 0 100 4"
        preserveAspectRatio="none"
        aria-hidden
      >
        <rect className="share-ground" width="100" height="4" rx="2" />
        <rect className="share-fill" width={share * 100} height="4" rx="2" />
      </svg>
      <span className="figures quiet">
        {t('limit.used', {
          used: format.amount(used),
          value: format.number(limit.value),
          unit,
        })}
      </span>
    </div>
  );
}
