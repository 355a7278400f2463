/** An indicator in the goal tree: its target, how it scored, its weight. */
import { LockOutlined, UnlockOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { unitName } from '@flowmeter/engine/rules/words.ts';
import { BasisLabel } from '../../display/basis.tsx';
import { useFormat } from '../../display/format.ts';
import type { ItemNode } from '../../document/figures/card-tree.ts';
import { useSay } from '../../words/say.ts';
import { FigureInput } from '../inputs/text-input.tsx';
import { OrderTools } from '../inputs/tool.tsx';

/** What can be done to the items of the edited card, and what is known of them. */
export interface ItemDeeds {
  count: number;
  /** Indicators whose weights are kept when weights are shared out. */
  kept: ReadonlySet<string>;
  /** What each scored in the last period that is known; undefined where nothing is. */
  scores: ReadonlyMap<string, number | null>;
  onWeight: (indicator: string, weight: number, burst: string) => void;
  onKeep: (indicator: string) => void;
  onMove: (indicator: string, by: 1 | -1) => void;
  onRemove: (indicator: string) => void;
}

interface ItemCellsProps {
  node: ItemNode;
  deeds: ItemDeeds;
}

export function ItemCells({ node, deeds }: ItemCellsProps) {
  const { t } = useTranslation('figures');
  const say = useSay();
  const format = useFormat();
  const { indicator, definition, weight, isOwn } = node;
  const name = say(definition?.name) || indicator;
  return (
    <>
      <td>
        <span className="tree-name">
          <span className="tree-words">
            {definition === undefined ? (
              <span className="panel-problem panel-error">{t('tree.gone', { id: indicator })}</span>
            ) : (
              <Link to="/indicators/$id" params={{ id: indicator }} search={{}} tabIndex={-1}>
                {name}
              </Link>
            )}
            <span className="row-step figures">{indicator}</span>
          </span>
        </span>
      </td>
      <td className="numeric tree-weight">
        {isOwn ? (
          <FigureInput
            value={weight}
            within={(typed) => typed > 0 && typed <= 100}
            refusal={t('tree.weightWrong')}
            write={(typed = 0, burst) => deeds.onWeight(indicator, typed, burst)}
            aria-label={t('tree.weightOf', { name })}
          />
        ) : (
          format.number(weight)
        )}
      </td>
      <td className="numeric">
        {definition?.target && (
          <span className="target">
            <BasisLabel
              kind={definition.target.basis.kind}
              source={definition.target.basis.source}
            />
            {format.number(definition.target.value)} {say(unitName(definition.unit))}
          </span>
        )}
      </td>
      <td className="numeric">
        <Score score={isOwn ? deeds.scores.get(indicator) : undefined} />
      </td>
      <td>{isOwn && <ItemTools name={name} node={node} deeds={deeds} />}</td>
    </>
  );
}

/** What it scored lately; nothing where nothing is known. */
function Score({ score }: { score: number | null | undefined }) {
  const { t } = useTranslation('figures');
  const format = useFormat();
  if (score === undefined) return null;
  if (score === null) return <span className="quiet">{t('tree.unscored')}</span>;
  return <span className="figures">{format.number(score, 1)}</span>;
}

interface ItemToolsProps {
  name: string;
  node: ItemNode;
  deeds: ItemDeeds;
}

function ItemTools({ name, node: { indicator, index }, deeds }: ItemToolsProps) {
  const { t } = useTranslation('figures');
  const isKept = deeds.kept.has(indicator);
  return (
    <span className="tools tree-tools">
      <Tooltip title={t('tree.keepHelp')}>
        <Button
          type="text"
          size="small"
          className={isKept ? 'tool is-pressed' : 'tool'}
          icon={isKept ? <LockOutlined aria-hidden /> : <UnlockOutlined aria-hidden />}
          aria-label={t('tree.keep', { name })}
          aria-pressed={isKept}
          onClick={() => deeds.onKeep(indicator)}
        />
      </Tooltip>
      <OrderTools
        name={name}
        index={index}
        count={deeds.count}
        refusals={deeds.count === 1 ? { remove: t('tree.last') } : {}}
        onMove={(by) => deeds.onMove(indicator, by)}
        onRemove={() => deeds.onRemove(indicator)}
      />
    </span>
  );
}
