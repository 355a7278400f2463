/** What a rule set is called, and which flow its findings start. */
import { SettingOutlined } from '@ant-design/icons';
import { Button, Modal, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { all, type Pack } from '@flowmeter/engine/definition/pack.ts';
import type { RulesetDefinition } from '@flowmeter/engine/definition/ruleset.ts';
import type { RuleEdit } from '../document/rules/commands.ts';
import type { RulesDocument } from '../document/rules/document.ts';
import { Choose, useOptions } from '../panels/inputs/choose.tsx';
import { Field } from '../panels/inputs/field.tsx';
import type { Session } from './draft-session.ts';
import { NamingFields } from '../panels/inputs/naming-fields.tsx';

interface SetSettingsProps {
  set: RulesetDefinition;
  pack: Pack;
  session: Session<RulesDocument, RuleEdit>;
}

export function SetSettings(props: SetSettingsProps) {
  const { t } = useTranslation(['rules', 'display']);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Tooltip title={t('settings.set')}>
        <Button
          type="text"
          icon={<SettingOutlined aria-hidden />}
          aria-label={t('settings.set')}
          onClick={() => setIsOpen(true)}
        />
      </Tooltip>
      <Modal
        open={isOpen}
        title={t('settings.set')}
        destroyOnHidden
        onCancel={() => setIsOpen(false)}
        footer={
          <Button type="primary" onClick={() => setIsOpen(false)}>
            {t('column.done')}
          </Button>
        }
      >
        <Fields {...props} />
      </Modal>
    </>
  );
}

function Fields({ set, pack, session }: SetSettingsProps) {
  const { t } = useTranslation('rules');
  const optionsOf = useOptions();
  const change = (path: string, value: unknown, burst?: string) =>
    session.port.perform({ do: 'changeSet', args: { path: [path], value } }, burst);
  const flows = all(pack, 'flow').map(({ id, name }) => ({ id, name }));
  return (
    <div className="rule-form">
      <NamingFields named={set} change={change} />
      <Field
        label={t('settings.findingFlow')}
        help={t('settings.findingFlowHelp')}
        at="/finding_flow"
        isGroup
      >
        {(tied) => (
          <Choose
            value={set.finding_flow}
            options={optionsOf(flows, set.finding_flow)}
            placeholder={t('settings.noFlow')}
            isOptional
            onChange={(flow) => change('finding_flow', flow)}
            aria-labelledby={tied['aria-labelledby']}
          />
        )}
      </Field>
    </div>
  );
}
