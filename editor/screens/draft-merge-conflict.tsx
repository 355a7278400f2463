/** What both changed: what each did, and whose counts. */
import { AimOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Choice } from '@flowmeter/engine/merge/merge.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import type { PartConflict } from '../document/merging.ts';
import { useSay } from '../words/say.ts';
import type { Merging } from './draft-use-saving.ts';

interface MergeConflictProps {
  conflict: PartConflict;
  what: Merging;
  onChoose: (choice: Choice) => void;
  onShow: (() => void) | undefined;
}

export function MergeConflict({ conflict, what, onChoose, onShow }: MergeConflictProps) {
  const { t } = useTranslation('merge');
  const say = useSay();
  const name = useId();
  const { choice, told } = conflict;
  const ways: { choice: Choice; title: string; sentences: Localized[] }[] = [
    { choice: 'mine', title: t('side.mine'), sentences: told.mine },
    { choice: 'theirs', title: t(`side.${what}`), sentences: told.theirs },
    { choice: 'base', title: t('side.base'), sentences: [] },
  ];
  return (
    <fieldset className={choice === null ? 'merge-conflict is-open' : 'merge-conflict'}>
      <legend>{say(conflict.name)}</legend>
      {onShow && (
        <Button
          type="text"
          size="small"
          className="merge-show"
          icon={<AimOutlined aria-hidden />}
          aria-label={t('show', { name: say(conflict.name) })}
          onClick={onShow}
        />
      )}
      {ways.map((way) => (
        <label key={way.choice} className={choice === way.choice ? 'is-chosen' : ''}>
          <input
            type="radio"
            name={name}
            checked={choice === way.choice}
            onChange={() => onChoose(way.choice)}
          />
          <span>
            <strong>{way.title}</strong>
            {way.sentences.map((one) => (
              <span key={one.en} className="merge-words">
                {say(one)}
              </span>
            ))}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
