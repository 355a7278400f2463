/** Who signs: one person of each of some posts, or several of one; and what their voices weigh. */
import { useTranslation } from 'react-i18next';
import { useSay } from '../../words/say.ts';
import { ChooseMany, useOptions } from '../inputs/choose.tsx';
import { Field } from '../inputs/field.tsx';
import { FigureInput } from '../inputs/text-input.tsx';
import { useLabel } from '../labels.ts';
import { usePanel } from '../panel.ts';
import type { SpecProps } from '../specified/spec-props.ts';

/** Without posts it is a number of people. */
const FEWEST = 2;

export function SignersField({ spec, value, change, at }: SpecProps<'signers'>) {
  const { t } = useTranslation('panels');
  const say = useSay();
  const label = useLabel();
  const { around } = usePanel();
  const optionsOf = useOptions();
  const isCount = typeof value === 'number';
  return (
    <>
      <Field label={label(spec.name)} help={spec.help && say(spec.help)} at={at}>
        {(tied) => (
          <ChooseMany
            value={isCount ? [] : (value ?? [])}
            options={optionsOf(around.posts)}
            {...(spec.empty ? { placeholder: say(spec.empty) } : {})}
            onChange={(posts) => change(posts.length === 0 ? FEWEST : posts)}
            {...tied}
          />
        )}
      </Field>
      {isCount && (
        <Field label={t('people.count')} at={at}>
          {(tied) => (
            <FigureInput
              value={value}
              isInteger
              within={(count) => count >= 1 && count <= 50}
              refusal={t('people.countWrong')}
              write={(count, burst) => change(count, [], burst)}
              {...tied}
            />
          )}
        </Field>
      )}
    </>
  );
}

/** One for each post that signs; 1 where none is said. */
export function WeightsField({ input, owners, value, change, at }: SpecProps<'weights'>) {
  const { t } = useTranslation('panels');
  const { around } = usePanel();
  const say = useSay();
  const signers = owners[0]?.[input.of];
  const weights = value ?? {};
  const posts = Array.isArray(signers) ? [...new Set(signers.map(String))] : [];
  const nameOf = (post: string) => say(around.posts.find(({ id }) => id === post)?.name) || post;
  return posts.map((post) => (
    <Field key={post} label={t('people.weight', { post: nameOf(post) })} at={at && `${at}/${post}`}>
      {(tied) => (
        <FigureInput
          value={weights[post] ?? 1}
          isInteger
          within={(weight) => weight >= 1 && weight <= 1000}
          refusal={t('people.weightWrong')}
          write={(weight, burst) => change({ ...weights, [post]: weight ?? 1 }, [], burst)}
          {...tied}
        />
      )}
    </Field>
  ));
}
