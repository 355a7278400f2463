/** What a move means for one case: where its work goes, which due times change, who has it. */
import { useTranslation } from 'react-i18next';
import type { Verdict } from '../api/migrations.ts';
import { useFormat } from '../display/format.ts';
import { useSay } from '../words/say.ts';

export function Places({ row }: { row: Verdict }) {
  const { t } = useTranslation('migration');
  const say = useSay();
  const kept = row.kept.map(({ seq, from, to }) => {
    const isSame = from.id === to.id && say(from.name) === say(to.name);
    const words = isSame
      ? t('trial.stays', { step: say(to.name) })
      : t('trial.goes', { from: say(from.name), to: say(to.name) });
    return [`kept ${seq}`, words] as const;
  });
  const begun = row.begun.map(
    ({ id, name }) => [`begun ${id}`, t('trial.begun', { step: say(name) })] as const,
  );
  const withdrawn = row.withdrawn.map(
    ({ seq, step }) => [`gone ${seq}`, t('trial.withdrawn', { step: say(step.name) })] as const,
  );
  return <Lines lines={[...kept, ...begun, ...withdrawn]} />;
}

export function Limits({ row }: { row: Verdict }) {
  const { t } = useTranslation('migration');
  const words = useLimitWords();
  if (!row.can) return null;
  const changed = row.limits.map(
    (limit) => [`${limit.step?.id} ${limit.id}`, words(limit)] as const,
  );
  const kept = ['kept', t('trial.limitsKept', { count: row.limits_kept })] as const;
  return (
    <Lines lines={row.limits_kept > 0 || changed.length === 0 ? [...changed, kept] : changed} />
  );
}

type LimitChange = Verdict['limits'][number];

function useLimitWords() {
  const { t } = useTranslation(['migration', 'display']);
  const say = useSay();
  const format = useFormat();
  const due = (then: NonNullable<LimitChange['before']>) =>
    then.due_at === null ? t('trial.noDue') : format.due(then.due_at);
  const nameOf = (
    step: LimitChange['step'],
    { layer, value, unit }: NonNullable<LimitChange['before']>,
  ) =>
    t('trial.limitName', {
      step: step === null ? t('trial.limitOfCase') : say(step.name),
      layer: t(`display:layer.${layer}`),
      value: format.number(value),
      unit: t(`display:unit.${unit}`, { count: value }),
    });
  return ({ step, before, after }: LimitChange) => {
    if (after === null) {
      return before === null
        ? ''
        : t('trial.limitGone', { name: nameOf(step, before), before: due(before) });
    }
    const name = nameOf(step, after);
    if (before === null) return t('trial.limitNew', { name, after: due(after) });
    return t('trial.limitChanged', { name, before: due(before), after: due(after) });
  };
}

export function People({ row }: { row: Verdict }) {
  const { t } = useTranslation('migration');
  const say = useSay();
  const lines = row.kept.flatMap(({ seq, to, holder, post, post_before, paused }) => {
    if (post === null) return [];
    const who = holder === null ? t('trial.nobody') : say(holder.name);
    const said = paused ? `${who} · ${t('trial.paused')}` : who;
    const first = [`holder ${seq}`, said] as const;
    if (post_before === null) return [first];
    const step = say(to.name);
    const change = t('trial.post', { step, before: say(post_before.name), after: say(post.name) });
    return [first, [`post ${seq}`, change] as const];
  });
  return <Lines lines={lines} />;
}

function Lines({ lines }: { lines: readonly (readonly [string, string])[] }) {
  return (
    <span className="migration-step">
      {lines.map(([key, words]) => (
        <span key={key}>{words}</span>
      ))}
    </span>
  );
}
