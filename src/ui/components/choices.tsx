// Radios (one of some) and checkboxes (any of some), with hints, dividers and what belongs to a choice shown under it.
// Conditional parts are always visible: nothing here waits for a script.
import { type Attributes, type Content, classNames, describedBy, isShown, type ListOf } from './content.ts'
import { Fieldset } from './fieldset.tsx'
import { ErrorMessage, FormGroup, fieldIds, Hint, Label } from './label.tsx'

export interface Choice {
  value: string
  label: Content
  id?: string
  checked?: boolean
  disabled?: boolean
  hint?: Content
  /** Further fields that belong to this choice. */
  conditional?: Content
  labelClasses?: string
  labelAttributes?: Attributes
  attributes?: Attributes
}

export interface CheckboxChoice extends Choice {
  /** Its own field name, where the boxes are separate answers. */
  name?: string
  /** "None of these": choosing it means none of the others. */
  exclusive?: boolean
}

/** A word between choices: "or". */
export interface Divider {
  divider: Content
}

interface ChoicesProps {
  name: string
  /** Ids are `idPrefix`, `idPrefix-2`, …; `name` unless given. An error summary links to `#idPrefix`. */
  idPrefix?: string
  legend?: Content
  legendClasses?: string
  legendIsHeading?: boolean
  fieldsetClasses?: string
  fieldsetAttributes?: Attributes
  hint?: Content
  errorMessage?: Content
  describedBy?: string
  classes?: string
  attributes?: Attributes
  groupClasses?: string
}

export interface RadiosProps extends ChoicesProps {
  items: ListOf<Choice | Divider>
  value?: string
}

export interface CheckboxesProps extends ChoicesProps {
  items: ListOf<CheckboxChoice | Divider>
  values?: readonly string[]
}

type Kind = 'radios' | 'checkboxes'

function ChoiceRow(props: {
  kind: Kind
  item: CheckboxChoice
  id: string
  name: string
  checked: boolean
  describedBy: string | undefined
}) {
  const { kind, item, id, checked } = props
  const block = `govuk-${kind}`
  const hintId = isShown(item.hint) ? `${id}-item-hint` : undefined
  const conditionalId = isShown(item.conditional) ? `conditional-${id}` : undefined
  return (
    <>
      <div class={`${block}__item`}>
        <input
          class={`${block}__input`}
          id={id}
          name={item.name || props.name}
          type={kind === 'radios' ? 'radio' : 'checkbox'}
          value={item.value}
          checked={checked}
          disabled={item.disabled}
          data-aria-controls={conditionalId}
          data-behaviour={item.exclusive ? 'exclusive' : undefined}
          aria-describedby={describedBy(props.describedBy, hintId)}
          {...item.attributes}
        />
        <Label for={id} classes={classNames(`${block}__label`, item.labelClasses)} attributes={item.labelAttributes}>
          {item.label}
        </Label>
        {hintId ? (
          <Hint id={hintId} classes={`${block}__hint`}>
            {item.hint}
          </Hint>
        ) : null}
      </div>
      {conditionalId ? (
        <div
          class={classNames(`${block}__conditional`, !checked && `${block}__conditional--hidden`)}
          id={conditionalId}
        >
          {item.conditional}
        </div>
      ) : null}
    </>
  )
}

function Choices(
  props: ChoicesProps & { kind: Kind; items: ListOf<CheckboxChoice | Divider>; chosen: (item: Choice) => boolean },
) {
  const ids = fieldIds({ ...props, id: props.idPrefix })
  const hasFieldset = isShown(props.legend)
  const inner = (
    <>
      {ids.hintId ? <Hint id={ids.hintId}>{props.hint}</Hint> : null}
      {ids.errorId ? <ErrorMessage id={ids.errorId}>{props.errorMessage}</ErrorMessage> : null}
      <div
        class={classNames(`govuk-${props.kind}`, props.classes)}
        {...props.attributes}
        data-module={`govuk-${props.kind}`}
      >
        {props.items.map((item, index) => {
          if (!item) return null
          if ('divider' in item) return <div class={`govuk-${props.kind}__divider`}>{item.divider}</div>
          return (
            <ChoiceRow
              kind={props.kind}
              item={item}
              id={item.id || (index === 0 ? ids.id : `${ids.id}-${index + 1}`)}
              name={props.name}
              checked={item.checked ?? props.chosen(item)}
              describedBy={props.kind === 'checkboxes' && !hasFieldset ? ids.describedBy : undefined}
            />
          )
        })}
      </div>
    </>
  )
  return (
    <FormGroup hasError={isShown(props.errorMessage)} classes={props.groupClasses}>
      {hasFieldset ? (
        <Fieldset
          describedBy={ids.describedBy}
          classes={props.fieldsetClasses}
          attributes={props.fieldsetAttributes}
          legend={props.legend}
          legendClasses={props.legendClasses}
          legendIsHeading={props.legendIsHeading}
        >
          {inner}
        </Fieldset>
      ) : (
        inner
      )}
    </FormGroup>
  )
}

export function Radios(props: RadiosProps) {
  return <Choices {...props} kind="radios" chosen={(item) => Boolean(props.value) && item.value === props.value} />
}

export function Checkboxes(props: CheckboxesProps) {
  return <Choices {...props} kind="checkboxes" chosen={(item) => props.values?.includes(item.value) ?? false} />
}
