/** Who of those who could do a task gets it, what they may do besides, and how several sign. */
import { useTranslation } from 'react-i18next';
import {
  assignedBy,
  defaultActions,
  optionalActions,
  Share,
  type Assignment,
  type OptionalAction,
  type Signing,
} from '@flowmeter/engine/definition/handling.ts';
import { taskOf } from '@flowmeter/engine/flow/structure.ts';
import { useSay } from '../../words/say.ts';
import { Choose, ChooseMany, useOptions } from '../inputs/choose.tsx';
import { Field } from '../inputs/field.tsx';
import { FigureInput, TextInput } from '../inputs/text-input.tsx';
import { useFieldLabel, useMixedWords } from '../labels.ts';
import { usePanel } from '../panel.ts';
import { type FieldProps, shared } from '../subject.ts';

type Detail = 'of' | 'step' | 'roster';

const detailOf: Partial<Record<NonNullable<Assignment['by']>, Detail>> = {
  unit: 'of',
  previous: 'step',
  roster: 'roster',
};

/** How one of the people is chosen, and what that looks at. */
export function AssignBy({ values, changeEach, at }: FieldProps<Assignment>) {
  const { t } = useTranslation('panels');
  const by = shared(values.map((one) => one?.by ?? 'post'));
  const choose = (chosen: string | undefined) =>
    changeEach((held) => {
      if (held === undefined) return held;
      const { by: _by, of: _of, step: _step, roster: _roster, ...rest } = held;
      return chosen === undefined || chosen === 'post' ? rest : { ...rest, by: chosen };
    });
  return (
    <>
      <Field label={t('people.by')} help={by && t(`people.byHelp.${by}`)} at={at && `${at}/by`}>
        {(tied) => (
          <Choose
            value={by}
            options={assignedBy.map((value) => ({ value, label: t(`people.byOf.${value}`) }))}
            onChange={choose}
            {...tied}
          />
        )}
      </Field>
      {by !== undefined && detailOf[by] !== undefined && (
        <AssignDetail detail={detailOf[by]} values={values} changeEach={changeEach} at={at} />
      )}
    </>
  );
}

function AssignDetail({
  detail,
  values,
  changeEach,
  at,
}: Pick<FieldProps<Assignment>, 'values' | 'changeEach' | 'at'> & { detail: Detail }) {
  const { t } = useTranslation('panels');
  const { document, around } = usePanel();
  const optionsOf = useOptions();
  const value = shared(values.map((one) => one?.[detail]));
  const steps = Object.entries(document.flow.steps)
    .filter(([, step]) => taskOf(step) !== undefined)
    .map(([id, { name }]) => ({ id, name }));
  const named = { of: around.units, step: steps, roster: around.rosters }[detail];
  return (
    <Field label={t(`people.detail.${detail}`)} at={at && `${at}/${detail}`}>
      {(tied) => (
        <Choose
          value={value}
          options={optionsOf(named, value)}
          onChange={(chosen) => changeEach((held) => held && { ...held, [detail]: chosen })}
          {...tied}
        />
      )}
    </Field>
  );
}

export function AllowField({ field, value, isMixed, change, at }: FieldProps<OptionalAction[]>) {
  const { t } = useTranslation('panels');
  const mixed = useMixedWords();
  return (
    <Field label={useFieldLabel(field)} at={at} help={isMixed ? mixed : t('people.allowHelp')}>
      {(tied) => (
        <ChooseMany
          value={isMixed ? [] : (value ?? defaultActions)}
          options={optionalActions.map((one) => ({ value: one, label: t(`people.allow.${one}`) }))}
          onChange={(chosen) => change(optionalActions.filter((one) => chosen.includes(one)))}
          {...tied}
        />
      )}
    </Field>
  );
}

const modes = ['any', 'all', 'in_order', 'vote'] as const;

export function SignField({ field, value, change, at }: FieldProps<Signing>) {
  const { t } = useTranslation('panels');
  const setMode = (mode: string | undefined) => {
    if (mode === undefined) return change(undefined);
    const { threshold = '1/2', weights, ...rest } = value ?? { signers: 2 };
    const vote = mode === 'vote' ? { threshold, ...(weights && { weights }) } : {};
    return change({ ...rest, mode, ...vote });
  };
  return (
    <>
      <Field label={useFieldLabel(field)} at={at} help={t('people.signHelp')}>
        {(tied) => (
          <Choose
            value={value?.mode}
            options={modes.map((mode) => ({ value: mode, label: t(`people.mode.${mode}`) }))}
            placeholder={t('people.signNone')}
            isOptional
            onChange={setMode}
            {...tied}
          />
        )}
      </Field>
      {value && <Signers value={value} change={change} at={at} />}
    </>
  );
}

type SignPartProps = Pick<FieldProps<Signing>, 'change' | 'at'> & { value: Signing };

function Signers({ value, change, at }: SignPartProps) {
  const { t } = useTranslation('panels');
  const { around } = usePanel();
  const optionsOf = useOptions();
  const { signers, mode } = value;
  const isCount = typeof signers === 'number';
  return (
    <>
      <Field label={t('people.signers')} help={t('people.signersHelp')} at={at && `${at}/signers`}>
        {(tied) => (
          <ChooseMany
            value={isCount ? [] : signers}
            options={optionsOf(around.posts)}
            placeholder={t('people.ownPost')}
            onChange={(posts) => change(posts.length === 0 ? 2 : posts, ['signers'])}
            {...tied}
          />
        )}
      </Field>
      {isCount && (
        <Field label={t('people.count')} at={at && `${at}/signers`}>
          {(tied) => (
            <FigureInput
              value={signers}
              isInteger
              within={(count) => count >= 1 && count <= 50}
              refusal={t('people.countWrong')}
              write={(count, burst) => change(count, ['signers'], burst)}
              {...tied}
            />
          )}
        </Field>
      )}
      {mode === 'vote' && <Vote value={value} change={change} at={at} />}
      <Field label={t('people.onReject')} at={at && `${at}/on_reject`}>
        {(tied) => (
          <Choose
            value={value.on_reject ?? 'at_once'}
            options={(['at_once', 'at_end'] as const).map((one) => ({
              value: one,
              label: t(`people.onRejectOf.${one}`),
            }))}
            onChange={(chosen) => change(chosen === 'at_end' ? 'at_end' : undefined, ['on_reject'])}
            {...tied}
          />
        )}
      </Field>
    </>
  );
}

/** The share that must agree, and what the voice of each post weighs. */
function Vote({ value, change, at }: SignPartProps) {
  const { t } = useTranslation('panels');
  const { around } = usePanel();
  const say = useSay();
  const { signers, threshold = '', weights = {} } = value;
  const posts = typeof signers === 'number' ? [] : [...new Set(signers)];
  const nameOf = (post: string) => say(around.posts.find(({ id }) => id === post)?.name) || post;
  return (
    <>
      <Field
        label={t('people.threshold')}
        help={t('people.thresholdHelp')}
        at={at && `${at}/threshold`}
      >
        {(tied) => (
          <TextInput
            value={threshold}
            accepts={(text) => Share.safeParse(text).success}
            refusal={t('people.thresholdWrong')}
            write={(text, burst) => change(text, ['threshold'], burst)}
            {...tied}
          />
        )}
      </Field>
      {posts.map((post) => (
        <Field
          key={post}
          label={t('people.weight', { post: nameOf(post) })}
          at={at && `${at}/weights/${post}`}
        >
          {(tied) => (
            <FigureInput
              value={weights[post] ?? 1}
              isInteger
              within={(weight) => weight >= 1 && weight <= 1000}
              refusal={t('people.weightWrong')}
              write={(weight, burst) =>
                change({ ...weights, [post]: weight ?? 1 }, ['weights'], burst)
              }
              {...tied}
            />
          )}
        </Field>
      ))}
    </>
  );
}
