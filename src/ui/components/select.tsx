// One choice out of a long list. For a short list, radios are kinder.
import { type Attributes, classNames, isShown, type ListOf } from './content.ts'
import { FieldHead, type FieldProps, FormGroup, fieldIds } from './label.tsx'

export interface SelectItem {
  /** What is sent; the label itself when left out. */
  value?: string
  label: string
  selected?: boolean
  disabled?: boolean
  attributes?: Attributes
}

export interface SelectProps extends FieldProps {
  items: ListOf<SelectItem>
  value?: string
}

export function Select(props: SelectProps) {
  const ids = fieldIds(props)
  const hasError = isShown(props.errorMessage)
  const isSelected = (item: SelectItem) =>
    item.selected ?? (Boolean(props.value) && (item.value ?? item.label) === props.value)
  return (
    <FormGroup hasError={hasError} classes={props.groupClasses}>
      <FieldHead field={props} />
      <select
        class={classNames('govuk-select', props.classes, hasError && 'govuk-select--error')}
        id={ids.id}
        name={props.name}
        disabled={props.disabled}
        aria-describedby={ids.describedBy}
        {...props.attributes}
      >
        {props.items.map((item) =>
          item ? (
            <option value={item.value} selected={isSelected(item)} disabled={item.disabled} {...item.attributes}>
              {item.label}
            </option>
          ) : null,
        )}
      </select>
    </FormGroup>
  )
}
