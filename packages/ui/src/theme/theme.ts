"use client";

import {
  ActionIcon,
  Anchor,
  Badge,
  Button,
  Checkbox,
  type CSSVariablesResolver,
  createTheme,
  Drawer,
  Input,
  Menu,
  Modal,
  MultiSelect,
  Paper,
  Popover,
  Switch,
  Table,
  Tabs,
  Tooltip,
} from "@mantine/core";
import { colors, inks, surfaces, tint } from "./palette.ts";

const inter = "'Inter Variable', Inter, ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";

// A dialog's <header> would count as a second banner of the page.
const plainHeader = { header: { role: "presentation" } };

/** Steward's look: one accent, 13–14 px text where people work in lists, generous headings, AA everywhere. */
export const theme = createTheme({
  colors,
  primaryColor: "accent",
  primaryShade: { light: 6, dark: 6 },
  // White text stays while it reads at 4.5:1, which it does below this luminance; above it our black does.
  autoContrast: true,
  luminanceThreshold: 0.1833,
  black: inks.light.text,
  fontFamily: inter,
  headings: {
    fontFamily: inter,
    fontWeight: "600",
    textWrap: "balance",
    sizes: {
      h1: { fontSize: "1.5rem", lineHeight: "1.25" },
      h2: { fontSize: "1.1875rem", lineHeight: "1.3" },
      h3: { fontSize: "1rem", lineHeight: "1.4" },
      h4: { fontSize: "0.875rem", lineHeight: "1.45" },
      h5: { fontSize: "0.8125rem", lineHeight: "1.45" },
      h6: { fontSize: "0.75rem", lineHeight: "1.45" },
    },
  },
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.25rem" },
  lineHeights: { xs: "1.4", sm: "1.5", md: "1.55", lg: "1.55", xl: "1.4" },
  fontWeights: { regular: "400", medium: "500", bold: "600" },
  spacing: { xs: "0.5rem", sm: "0.75rem", md: "1rem", lg: "1.5rem", xl: "2rem" },
  radius: { xs: "0.1875rem", sm: "0.25rem", md: "0.375rem", lg: "0.625rem", xl: "1rem" },
  shadows: {
    xs: "0 1px 2px rgb(16 18 27 / 6%)",
    sm: "0 1px 3px rgb(16 18 27 / 8%), 0 1px 2px rgb(16 18 27 / 5%)",
    md: "0 4px 16px rgb(16 18 27 / 10%), 0 1px 3px rgb(16 18 27 / 6%)",
    lg: "0 12px 32px rgb(16 18 27 / 14%), 0 2px 6px rgb(16 18 27 / 6%)",
    xl: "0 24px 64px rgb(16 18 27 / 20%), 0 4px 12px rgb(16 18 27 / 8%)",
  },
  cursorType: "pointer",
  respectReducedMotion: true,
  defaultRadius: "md",
  components: {
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: "subtle", color: "gray" } }),
    Anchor: Anchor.extend({ defaultProps: { underline: "hover" } }),
    Badge: Badge.extend({ defaultProps: { variant: "light", radius: "sm", fw: 500, tt: "none" } }),
    Button: Button.extend({ defaultProps: { fw: 500 } }),
    Checkbox: Checkbox.extend({ defaultProps: { size: "xs" } }),
    Drawer: Drawer.extend({
      defaultProps: { position: "right", attributes: plainHeader, closeButtonProps: { "aria-label": "Close" } },
    }),
    InputWrapper: Input.Wrapper.extend({
      defaultProps: { inputWrapperOrder: ["label", "input", "description", "error"] },
    }),
    Menu: Menu.extend({ defaultProps: { shadow: "lg", withInitialFocusPlaceholder: false } }),
    // What is chosen leaves room for little more; the line to type in begins a new one only where there is none.
    MultiSelect: MultiSelect.extend({ styles: { inputField: { minWidth: "2.5rem" } } }),
    Modal: Modal.extend({
      defaultProps: {
        centered: true,
        attributes: plainHeader,
        radius: "lg",
        closeButtonProps: { "aria-label": "Close" },
      },
    }),
    Paper: Paper.extend({ defaultProps: { radius: "lg" } }),
    Popover: Popover.extend({ defaultProps: { shadow: "lg" } }),
    Switch: Switch.extend({ defaultProps: { size: "sm" } }),
    Table: Table.extend({ defaultProps: { verticalSpacing: 7, horizontalSpacing: "sm" } }),
    Tabs: Tabs.extend({ defaultProps: { keepMounted: false } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 350, withArrow: false, fz: "xs" } }),
  },
});

function schemeVariables(scheme: "light" | "dark"): Record<string, string> {
  const ink = inks[scheme];
  const surface = surfaces[scheme];
  const variables: Record<string, string> = {
    "--mantine-color-body": surface.body,
    "--mantine-color-text": ink.text,
    "--mantine-color-bright": scheme === "light" ? ink.text : "#ffffff",
    "--mantine-color-dimmed": ink.dimmed,
    "--mantine-color-placeholder": ink.placeholder,
    "--mantine-color-anchor": ink.anchor,
    "--mantine-color-error": ink.error,
    "--mantine-color-success": ink.success,
    "--mantine-color-warning": ink.warning,
    "--mantine-color-default": surface.raised,
    "--mantine-color-default-hover": surface.hover,
    "--mantine-color-default-color": ink.text,
    "--mantine-color-default-border": scheme === "light" ? colors.gray[4] : "#3f414a",
    // Mantine's in the dark is the colour of a card, on which a button that waits for input looks like mere words.
    "--mantine-color-disabled": scheme === "light" ? colors.gray[2] : surface.hover,
    "--steward-surface-sunken": surface.sunken,
    "--steward-surface-raised": surface.raised,
    "--steward-surface-hover": surface.hover,
    "--steward-surface-selected": surface.selected,
    "--steward-nav-hover": scheme === "light" ? colors.gray[2] : colors.dark[6],
    "--steward-nav-active": scheme === "light" ? colors.gray[3] : colors.dark[5],
    "--steward-line": scheme === "light" ? colors.gray[3] : "#2b2d34",
    "--steward-line-soft": scheme === "light" ? colors.gray[2] : "#232429",
    "--steward-focus": scheme === "light" ? colors.accent[6] : colors.accent[4],
  };
  for (const [name, shades] of Object.entries(colors)) {
    const tinted = tint(shades, scheme);
    variables[`--mantine-color-${name}-light`] = tinted.background;
    variables[`--mantine-color-${name}-light-hover`] = tinted.hover;
    variables[`--mantine-color-${name}-light-color`] = tinted.text;
    variables[`--mantine-color-${name}-outline`] = tinted.text;
    variables[`--mantine-color-${name}-text`] = tinted.text;
  }
  return variables;
}

/** Replaces Mantine's dimmed, placeholder, error and light-variant colours, which miss AA in places. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: schemeVariables("light"),
  dark: schemeVariables("dark"),
});
