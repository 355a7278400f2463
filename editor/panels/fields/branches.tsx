/** The branches of a block: their names, one more, one less. */
import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Branch, stepsIn } from '@flowmeter/engine/flow/structure.ts';
import { useSay } from '../../words/say.ts';
import { ExactProblems, ProblemNotes } from '../inputs/field.tsx';
import { useListFocus } from '../inputs/list-focus.ts';
import { moved } from '../inputs/moved.ts';
import { OrderTools } from '../inputs/tool.tsx';
import { WordsInput } from '../inputs/words-input.tsx';
import { useIsReadOnly, usePanel } from '../panel.ts';
import { problemsAt } from '../problem-order.ts';
import type { FieldProps } from '../subject.ts';

/** A block keeps at least two. */
const LEAST = 2;

export function BranchesField({ steps, value: held, change, at }: FieldProps<Branch[]>) {
  const { t } = useTranslation('panels');
  const { document, perform, problems } = usePanel();
  const say = useSay();
  const [list, focus] = useListFocus();
  const isReadOnly = useIsReadOnly();
  const value = held ?? [];
  const [block] = steps;
  if (block === undefined) return null;
  const countIn = (branch: string) => stepsIn(document.flow, branch).length;
  return (
    <div ref={list} data-at={at}>
      <ExactProblems at={at} />
      <ol className="panel-rows">
        {value.map((branch, index) => (
          <li key={branch.id} className="panel-card" data-at={at && `${at}/${index}`}>
            <div className="panel-row-line">
              <code className="panel-row-id">{branch.id}</code>
              <span className="panel-row-note">
                {t('branches.count', { count: countIn(branch.id) })}
              </span>
              <OrderTools
                name={say(branch.name)}
                index={index}
                count={value.length}
                onMove={(by) => focus.keep(() => change(moved(value, index, by)))}
                onRemove={() =>
                  focus.after(index, () =>
                    perform({ do: 'deleteBranch', args: { branch: branch.id } }),
                  )
                }
                refusals={{ remove: value.length <= LEAST ? t('branches.least') : undefined }}
              />
            </div>
            <WordsInput
              value={branch.name}
              label={t('branches.name')}
              write={(name, burst) =>
                name && perform({ do: 'renameBranch', args: { branch: branch.id, name } }, burst)
              }
            />
            {at !== undefined && <ProblemNotes problems={problemsAt(problems, `${at}/${index}`)} />}
          </li>
        ))}
      </ol>
      {!isReadOnly && (
        <Button
          block
          type="dashed"
          icon={<PlusOutlined aria-hidden />}
          onClick={() => perform({ do: 'addBranch', args: { block } })}
        >
          {t('branches.add')}
        </Button>
      )}
    </div>
  );
}
