// The door to the components: screens import from here.
export { Button, ButtonGroup, type ButtonProps } from './button.tsx'
export {
  type CheckboxChoice,
  Checkboxes,
  type CheckboxesProps,
  type Choice,
  type Divider,
  Radios,
  type RadiosProps,
} from './choices.tsx'
export { type Attributes, type Content, classNames, isShown, type ListOf } from './content.ts'
export { DateInput, type DateInputProps } from './date-input.tsx'
export { type ErrorItem, ErrorSummary, type ErrorSummaryProps } from './error-summary.tsx'
export { Fieldset, type FieldsetProps } from './fieldset.tsx'
export {
  Input,
  type InputProps,
  PasswordInput,
  type PasswordInputProps,
  Textarea,
  type TextareaProps,
} from './input.tsx'
export { ErrorMessage, type FieldProps, Hint, Label } from './label.tsx'
export { BackLink, Pagination, type PaginationProps, SkipLink } from './links.tsx'
export {
  Details,
  type DetailsProps,
  InsetText,
  NotificationBanner,
  type NotificationBannerProps,
  Panel,
  type PanelProps,
  Tag,
  WarningText,
} from './notices.tsx'
export { Select, type SelectItem, type SelectProps } from './select.tsx'
export {
  type RowAction,
  SummaryCard,
  type SummaryCardProps,
  SummaryList,
  type SummaryListProps,
  type SummaryRow,
} from './summary-list.tsx'
export { type Cell, Table, type TableProps } from './table.tsx'
