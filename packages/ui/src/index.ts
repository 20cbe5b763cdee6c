export { type ConfirmActionOptions, confirmAction } from "./feedback/confirm-action.tsx";
export { notifyError, notifySuccess } from "./feedback/notify.tsx";
export { type Problem, registerProblemTexts, toProblem } from "./feedback/problem.ts";
export { type AsyncOption, AsyncSelect, AsyncSelectField } from "./form/async-select-field.tsx";
export { CodeField, CodeInput } from "./form/code-field.tsx";
export { DateField } from "./form/date-field.tsx";
export { DateTimeField } from "./form/date-time-field.tsx";
export { type EmailEntry, EmailsField } from "./form/emails-field.tsx";
export { CheckboxField, type FieldProps, NumberField, SwitchField, TextAreaField, TextField } from "./form/fields.tsx";
export { EntryForm, FieldRow, Form, FormDrawer, FormModal } from "./form/form-frame.tsx";
export { MoneyField } from "./form/money-field.tsx";
export { inputToMinor, minorToInput } from "./form/money-input.ts";
export { PasswordField, PasswordInput } from "./form/password-input.tsx";
export { formatPhone } from "./form/phone.ts";
export { PhoneField } from "./form/phone-field.tsx";
export { type Region, regionOf } from "./form/region.ts";
export { countryOptions, currencyOptions, localeOptions, timeZoneOptions } from "./form/regional-options.ts";
export { MultiSelectField, type Option, SelectField, TagsField } from "./form/select-fields.tsx";
export { confirmDiscard, useLeaveWarning } from "./form/use-leave-warning.ts";
export { type DraftValues, type FieldBinding, useZodForm, type ZodForm } from "./form/use-zod-form.ts";
export { Avatar, PersonName } from "./part/avatar.tsx";
export { ColourBadges, ColourSwatch } from "./part/colour-badges.tsx";
export { CopyAction, CopyText } from "./part/copy-text.tsx";
export { DateText, RelativeTime } from "./part/date-text.tsx";
export { type Definition, DefinitionList } from "./part/definition-list.tsx";
export type { IconComponent } from "./part/icon.ts";
export { Absent, Money } from "./part/money.tsx";
export { ProgressPanel } from "./part/progress-panel.tsx";
export { SectionCard } from "./part/section-card.tsx";
export { StatTile, type StatTileProps, StatTiles, type Trend } from "./part/stat-tile.tsx";
export { StatusBadge, type Tone } from "./part/status-badge.tsx";
export { Timeline, type TimelineItem } from "./part/timeline.tsx";
export { Wizard, type WizardStep } from "./part/wizard.tsx";
export { activeHref } from "./shell/active.ts";
export { openPalette } from "./shell/command-palette.tsx";
export { FillPage } from "./shell/fill-page.tsx";
export { openKeyboardHelp } from "./shell/keyboard-help.tsx";
export { PageHeader, type PageHeaderProps } from "./shell/page-header.tsx";
export type {
  Crumb,
  Member,
  NavItem,
  NavModule,
  Organisation,
  PaletteAction,
  SearchHit,
  Shortcut,
} from "./shell/types.ts";
export { WorkspaceShell, type WorkspaceShellProps } from "./shell/workspace-shell.tsx";
export { EmptyState, ErrorState, LoadingState } from "./state/states.tsx";
export { DataTable } from "./table/data-table.tsx";
export { type ExportChunk, type ExportFile, saveFile, useExport } from "./table/export.ts";
export { ExportButton } from "./table/export-button.tsx";
export { FilterBar } from "./table/filter-bar.tsx";
export { LoadMore } from "./table/load-more.tsx";
export { type InfiniteQuery, toPages } from "./table/pages.ts";
export type {
  BulkAction,
  Column,
  DataTableProps,
  Density,
  FilterDefinition,
  FilterKind,
  FilterOption,
  ListState,
  Pages,
  SavedView,
  SavedViews,
  ViewState,
} from "./table/types.ts";
export { type ListQuery, type ListStateOptions, useListState } from "./table/use-list-state.ts";
export { LocaleProvider, type LocaleSettings, useLocale } from "./theme/locale.tsx";
export { StewardHead, StewardProvider } from "./theme/provider.tsx";
export { theme } from "./theme/theme.ts";
