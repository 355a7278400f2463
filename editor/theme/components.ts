/** antd dressed in our palette: compact, 32-px controls, little shadow. */
import { theme as antd, type ThemeConfig } from 'antd';
import { palettes, type Scheme } from './palette.ts';

/** Asked for in the system's settings: nothing moves. */
const CALM = '(prefers-reduced-motion: reduce)';

/**
 * Who asks for less motion gets none at all, as it was when the page came. Cut short by CSS alone it
 * would still be waited for, and a dialog takes no letter while it waits.
 */
export function componentTheme(scheme: Scheme): ThemeConfig {
  const motion = !globalThis.matchMedia(CALM).matches;
  return {
    algorithm: scheme === 'dark' ? antd.darkAlgorithm : antd.defaultAlgorithm,
    token: { ...colours(scheme), ...measures(scheme), motion },
    components: components(scheme),
  };
}

type Tokens = NonNullable<ThemeConfig['token']>;

function colours(scheme: Scheme): Tokens {
  const colour = palettes[scheme];
  return {
    colorPrimary: colour['accent-solid'],
    colorPrimaryHover: scheme === 'light' ? '#095a72' : '#0d6f8a',
    colorPrimaryActive: scheme === 'light' ? '#084a5e' : '#0b5f76',
    colorInfo: colour.blue,
    colorSuccess: colour.green,
    colorWarning: colour.amber,
    colorError: colour.red,
    colorInfoBg: colour['blue-soft'],
    colorInfoBorder: colour['blue-line'],
    colorSuccessBg: colour['green-soft'],
    colorSuccessBorder: colour['green-line'],
    colorWarningBg: colour['amber-soft'],
    colorWarningBorder: colour['amber-line'],
    colorErrorBg: colour['red-soft'],
    colorErrorBorder: colour['red-line'],
    colorErrorBgHover: colour['red-soft'],
    colorPrimaryBg: colour['accent-soft'],
    controlItemBgActive: colour['accent-soft'],
    controlItemBgActiveHover: colour['accent-soft'],
    controlItemBgHover: colour['surface-3'],
    colorLink: colour.accent,
    colorLinkHover: colour.accent,
    colorText: colour.text,
    colorTextSecondary: colour['text-2'],
    colorTextTertiary: colour['text-3'],
    colorTextPlaceholder: colour['text-3'],
    colorTextDescription: colour['text-3'],
    colorTextDisabled: colour['text-3'],
    colorBgBase: colour.surface,
    colorBgLayout: colour.ground,
    colorBgContainer: colour.surface,
    colorBgElevated: colour.surface,
    colorBgContainerDisabled: colour['surface-3'],
    colorBorder: colour['line-strong'],
    colorBorderSecondary: colour.line,
    colorSplit: colour.line,
    controlOutline: colour['accent-soft'],
  };
}

function measures(scheme: Scheme): Tokens {
  const shadow =
    scheme === 'light' ? '0 6px 20px rgb(21 34 44 / 12%)' : '0 6px 20px rgb(0 0 0 / 50%)';
  return {
    borderRadius: 6,
    borderRadiusLG: 8,
    borderRadiusSM: 4,
    controlHeight: 32,
    fontFamily: 'var(--font)',
    fontSize: 14,
    lineHeight: 22 / 14,
    fontSizeSM: 12,
    boxShadow: shadow,
    boxShadowSecondary: shadow,
    motionDurationMid: '0.15s',
    motionDurationSlow: '0.2s',
  };
}

function components(scheme: Scheme): NonNullable<ThemeConfig['components']> {
  const colour = palettes[scheme];
  return {
    Button: {
      primaryShadow: 'none',
      defaultShadow: 'none',
      dangerShadow: 'none',
      defaultHoverColor: colour.accent,
      defaultHoverBorderColor: colour.accent,
      defaultActiveColor: colour.accent,
      defaultActiveBorderColor: colour.accent,
      fontWeight: 500,
    },
    Tabs: {
      horizontalItemPadding: '8px 0',
      horizontalMargin: '0 0 12px 0',
      itemSelectedColor: colour.accent,
      itemHoverColor: colour.accent,
      itemActiveColor: colour.accent,
      inkBarColor: colour.accent,
    },
    Modal: { titleFontSize: 16 },
    Segmented: { trackBg: colour['surface-3'], itemSelectedColor: colour.text },
  };
}
