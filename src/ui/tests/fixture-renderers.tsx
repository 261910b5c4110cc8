// Maps the options of govuk-frontend's fixtures to our components' properties, and names the fixtures we do not claim.
import {
  type Attributes,
  BackLink,
  Button,
  Checkboxes,
  type Content,
  DateInput,
  Details,
  ErrorMessage,
  ErrorSummary,
  Fieldset,
  Hint,
  Input,
  InsetText,
  Label,
  NotificationBanner,
  Pagination,
  Panel,
  PasswordInput,
  Radios,
  Select,
  SkipLink,
  SummaryCard,
  SummaryList,
  Table,
  Tag,
  Textarea,
  WarningText,
} from '../components/index.ts'
import { asElements } from './html.ts'

// biome-ignore lint/suspicious/noExplicitAny: a fixture's options are data of govuk-frontend's own shapes.
export type Options = any

/** A fixture's text or HTML as content. */
function content(of: Options | undefined, text = 'text', html = 'html'): Content {
  if (!of) return undefined
  return of[html] ? asElements(of[html]) : of[text]
}

/** `{ value, optional }` is the macro's way to leave an attribute out. */
function attributes(of: Options | undefined): Attributes | undefined {
  return of?.attributes
}

const text = (value: Options) => (value === undefined || value === null ? undefined : String(value))

const field = (o: Options) => ({
  name: o.name,
  id: o.id,
  label: content(o.label),
  labelClasses: o.label?.classes,
  labelIsHeading: o.label?.isPageHeading,
  hint: content(o.hint),
  errorMessage: content(o.errorMessage),
  describedBy: o.describedBy,
  classes: o.classes,
  attributes: attributes(o),
  groupClasses: o.formGroup?.classes,
  disabled: o.disabled,
})

const group = (o: Options) => ({
  legend: content(o.fieldset?.legend),
  legendClasses: o.fieldset?.legend?.classes,
  legendIsHeading: o.fieldset?.legend?.isPageHeading,
  fieldsetClasses: o.fieldset?.classes,
  fieldsetAttributes: attributes(o.fieldset),
  hint: content(o.hint),
  errorMessage: content(o.errorMessage),
  describedBy: o.fieldset?.describedBy ?? o.describedBy,
  classes: o.classes,
  attributes: attributes(o),
  groupClasses: o.formGroup?.classes,
})

const choice = (item: Options) =>
  item?.divider
    ? { divider: item.divider }
    : item && {
        value: text(item.value) ?? '',
        label: content(item),
        id: item.id,
        name: item.name,
        checked: item.checked,
        disabled: item.disabled,
        hint: content(item.hint),
        conditional: content(item.conditional),
        labelClasses: item.label?.classes,
        labelAttributes: attributes(item.label),
        exclusive: item.behaviour === 'exclusive',
        attributes: attributes(item),
      }

const affix = (o: Options) => o && { content: content(o), classes: o.classes, attributes: attributes(o) }

const action = (o: Options) => ({
  href: o.href,
  text: content(o),
  hiddenText: o.visuallyHiddenText,
  classes: o.classes,
  attributes: attributes(o),
})

const row = (o: Options) =>
  o && {
    key: content(o.key),
    keyClasses: o.key?.classes,
    value: content(o.value),
    valueClasses: o.value?.classes,
    actions: o.actions?.items?.map(action),
    actionsClasses: o.actions?.classes,
    classes: o.classes,
  }

const cell = (o: Options) => ({
  content: content(o),
  isNumeric: o.format === 'numeric',
  classes: o.classes,
  colspan: o.colspan,
  rowspan: o.rowspan,
  attributes: attributes(o),
})

const pageLink = (o: Options) => o && { href: o.href, text: content(o), about: o.labelText, attributes: attributes(o) }

const pageNumber = (o: Options) =>
  o &&
  Object.keys(o).length > 0 &&
  (o.ellipsis
    ? { gap: true as const }
    : {
        number: o.number,
        href: o.href,
        isCurrent: o.current,
        label: o.visuallyHiddenText,
        attributes: attributes(o),
      })

function datePart(o: Options, item: Options) {
  const width = /govuk-input--width-(\d)/.exec(item.classes ?? '')?.[1]
  const isYear = item.name === 'year' || (o.year?.name && item.name === o.year.name)
  const label = item.label ?? item.name.charAt(0).toUpperCase() + item.name.slice(1).toLowerCase()
  const prefixed = o.namePrefix ? `${o.namePrefix}-${item.name}` : item.name
  const hasError = item.error ?? (item.classes?.includes('govuk-input--error') ? true : undefined)
  return {
    name: item.name,
    label,
    id: item.id,
    value: text(item.value ?? o[item.name]?.value ?? o.values?.[prefixed]),
    width: Number(width ?? (isYear ? 4 : 2)) as 2 | 3 | 4,
    hasError,
    classes: item.classes?.replace(/govuk-input--(width-\d|error)/g, '').trim(),
    autocomplete: item.autocomplete,
    pattern: item.pattern,
    attributes: attributes(item),
  }
}

function dateParts(o: Options) {
  if (o.items?.length) return o.items.map((item: Options) => datePart(o, item))
  return ['day', 'month', 'year']
    .filter((part) => o[part] !== false)
    .map((part) => datePart(o, { ...o[part], name: o[part]?.name ?? part, value: o[part]?.value ?? o.values?.[part] }))
}

export const renderers: Record<string, (o: Options) => unknown> = {
  button: (o) => (
    <Button
      href={o.href}
      type={o.type}
      name={o.name}
      value={o.value}
      id={o.id}
      disabled={o.disabled}
      isStart={o.isStartButton}
      preventDoubleClick={o.preventDoubleClick}
      classes={o.classes}
      attributes={attributes(o)}
    >
      {o.html && o.isStartButton ? <span>{content(o)}</span> : content(o)}
    </Button>
  ),
  input: (o) => (
    <Input
      {...field(o)}
      value={text(o.value)}
      type={o.type}
      inputMode={o.inputmode}
      autocomplete={o.autocomplete}
      autocapitalize={o.autocapitalize}
      spellcheck={o.spellcheck}
      pattern={o.pattern}
      prefix={affix(o.prefix)}
      suffix={affix(o.suffix)}
      wrapperClasses={o.inputWrapper?.classes}
      wrapperAttributes={attributes(o.inputWrapper)}
    />
  ),
  'password-input': (o) => <PasswordInput {...field(o)} value={text(o.value)} autocomplete={o.autocomplete} />,
  textarea: (o) => (
    <Textarea
      {...field(o)}
      value={text(o.value)}
      rows={o.rows}
      autocomplete={o.autocomplete ?? false}
      spellcheck={o.spellcheck}
    />
  ),
  select: (o) => (
    <Select
      {...field(o)}
      value={text(o.value)}
      items={(o.items ?? []).map(
        (item: Options) =>
          item && {
            value: text(item.value),
            label: text(item.text) ?? '',
            selected: item.selected,
            disabled: item.disabled,
            attributes: attributes(item),
          },
      )}
    />
  ),
  radios: (o) => (
    <Radios {...group(o)} name={o.name} idPrefix={o.idPrefix} value={text(o.value)} items={o.items.map(choice)} />
  ),
  checkboxes: (o) => (
    <Checkboxes {...group(o)} name={o.name} idPrefix={o.idPrefix} values={o.values} items={o.items.map(choice)} />
  ),
  'date-input': (o) => <DateInput {...group(o)} id={o.id} namePrefix={o.namePrefix} items={dateParts(o)} />,
  fieldset: (o) => (
    <Fieldset
      legend={content(o.legend)}
      legendClasses={o.legend?.classes}
      legendIsHeading={o.legend?.isPageHeading}
      describedBy={o.describedBy}
      role={o.role}
      classes={o.classes}
      attributes={attributes(o)}
    >
      {o.html ? asElements(o.html) : null}
    </Fieldset>
  ),
  hint: (o) => (
    <Hint id={o.id} classes={o.classes} attributes={attributes(o)}>
      {content(o)}
    </Hint>
  ),
  label: (o) => (
    <Label for={o.for} classes={o.classes} isPageHeading={o.isPageHeading} attributes={attributes(o)}>
      {content(o)}
    </Label>
  ),
  'error-message': (o) => (
    <ErrorMessage
      id={o.id}
      classes={o.classes}
      attributes={attributes(o)}
      prefix={o.visuallyHiddenText === undefined ? undefined : o.visuallyHiddenText || ''}
    >
      {content(o)}
    </ErrorMessage>
  ),
  'error-summary': (o) => (
    <ErrorSummary
      title={content(o, 'titleText', 'titleHtml')}
      disableAutoFocus={o.disableAutoFocus}
      classes={o.classes}
      attributes={attributes(o)}
      items={o.errorList?.map((item: Options) => ({
        text: content(item),
        href: item.href,
        attributes: attributes(item),
      }))}
    >
      {content(o, 'descriptionText', 'descriptionHtml')}
    </ErrorSummary>
  ),
  details: (o) => (
    <Details
      id={o.id}
      open={o.open}
      classes={o.classes}
      attributes={attributes(o)}
      summary={content(o, 'summaryText', 'summaryHtml')}
    >
      {content(o)}
    </Details>
  ),
  'inset-text': (o) => (
    <InsetText id={o.id} classes={o.classes} attributes={attributes(o)}>
      {content(o)}
    </InsetText>
  ),
  'warning-text': (o) => (
    <WarningText iconWord={o.iconFallbackText} classes={o.classes} attributes={attributes(o)}>
      {content(o)}
    </WarningText>
  ),
  'notification-banner': (o) => (
    <NotificationBanner
      kind={o.type === 'success' ? 'success' : 'important'}
      title={content(o, 'titleText', 'titleHtml') ?? (o.type === 'success' ? 'Success' : undefined)}
      titleLevel={o.titleHeadingLevel}
      titleId={o.titleId}
      role={o.role}
      disableAutoFocus={o.disableAutoFocus}
      classes={o.classes}
      attributes={attributes(o)}
      heading={o.html ? undefined : o.text}
    >
      {o.html ? asElements(o.html) : null}
    </NotificationBanner>
  ),
  'summary-list': (o) =>
    o.card ? (
      <SummaryCard
        rows={o.rows.map(row)}
        classes={o.classes}
        attributes={attributes(o)}
        title={content(o.card.title)}
        titleLevel={o.card.title?.headingLevel}
        titleClasses={o.card.title?.classes}
        actions={o.card.actions?.items?.map(action)}
        cardClasses={o.card.classes}
        cardAttributes={attributes(o.card)}
      />
    ) : (
      <SummaryList rows={o.rows.map(row)} classes={o.classes} attributes={attributes(o)} />
    ),
  table: (o) => (
    <Table
      caption={o.caption}
      captionClasses={o.captionClasses}
      head={o.head?.map(cell)}
      rows={o.rows.map((cells: Options) => (cells ? cells.map(cell) : cells))}
      firstCellIsHeader={o.firstCellIsHeader}
      classes={o.classes}
      attributes={attributes(o)}
    />
  ),
  tag: (o) => (
    <Tag classes={o.classes} attributes={attributes(o)}>
      {content(o)}
    </Tag>
  ),
  panel: (o) => (
    <Panel
      title={content(o, 'titleText', 'titleHtml')}
      titleLevel={o.headingLevel}
      kind={o.classes?.includes('govuk-panel--interruption') ? 'interruption' : 'confirmation'}
      classes={o.classes?.replace('govuk-panel--interruption', '').trim()}
      attributes={attributes(o)}
      actions={
        o.actions &&
        (o.actions.items ?? []).map((item: Options) => ({
          label: item.text,
          href: item.href,
          type: item.type,
          classes: item.classes,
          attributes: attributes(item),
        }))
      }
      actionsClasses={o.actions?.classes}
      actionsAttributes={attributes(o.actions)}
    >
      {content(o)}
    </Panel>
  ),
  'back-link': (o) => (
    <BackLink href={o.href} classes={o.classes} attributes={attributes(o)}>
      {content(o)}
    </BackLink>
  ),
  'skip-link': (o) => (
    <SkipLink href={o.href} classes={o.classes} attributes={attributes(o)}>
      {content(o)}
    </SkipLink>
  ),
  pagination: (o) => (
    <Pagination
      previous={pageLink(o.previous)}
      next={pageLink(o.next)}
      items={o.items?.map(pageNumber)}
      label={o.landmarkLabel ?? 'Pagination'}
      classes={o.classes}
      attributes={attributes(o)}
    />
  ),
}

/** Fixtures we do not claim, each with its reason. */
export const unclaimed: Record<string, Record<string, string>> = {
  'date-input': { 'custom inputmode': 'our parts of a date are always numeric' },
  'password-input': {
    'with translations': 'govuk-frontend’s script reads these words; ours come from the page’s language',
  },
}
