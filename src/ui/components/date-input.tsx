// A day in three boxes. People may leave any of them empty.
import { type Attributes, type Content, classNames, isShown } from './content.ts'
import { Fieldset } from './fieldset.tsx'
import { Input } from './input.tsx'
import { ErrorMessage, FormGroup, fieldIds, Hint } from './label.tsx'

export interface DatePart {
  name: string
  label: Content
  id?: string
  value?: string
  /** Width in characters. */
  width?: 2 | 3 | 4
  hasError?: boolean
  classes?: string
  autocomplete?: string
  pattern?: string
  attributes?: Attributes
}

export interface DateInputProps {
  id: string
  legend?: Content
  legendClasses?: string
  legendIsHeading?: boolean
  hint?: Content
  errorMessage?: Content
  describedBy?: string
  /** Put before each part's name with a hyphen. */
  namePrefix?: string
  items: readonly DatePart[]
  classes?: string
  attributes?: Attributes
  groupClasses?: string
}

export function DateInput(props: DateInputProps) {
  const ids = fieldIds({ ...props, name: props.id })
  const hasError = isShown(props.errorMessage)
  const namesThePart = props.items.some((item) => item.hasError)
  const inner = (
    <>
      {ids.hintId ? <Hint id={ids.hintId}>{props.hint}</Hint> : null}
      {ids.errorId ? <ErrorMessage id={ids.errorId}>{props.errorMessage}</ErrorMessage> : null}
      <div class={classNames('govuk-date-input', props.classes)} {...props.attributes} id={props.id}>
        {props.items.map((item) => (
          <div class="govuk-date-input__item">
            <Input
              label={item.label}
              labelClasses="govuk-date-input__label"
              id={item.id || `${props.id}-${item.name}`}
              name={props.namePrefix ? `${props.namePrefix}-${item.name}` : item.name}
              classes={classNames(
                'govuk-date-input__input',
                (item.hasError || (item.hasError !== false && hasError && !namesThePart)) && 'govuk-input--error',
                `govuk-input--width-${item.width ?? 2}`,
                item.classes,
              )}
              value={item.value}
              inputMode="numeric"
              autocomplete={item.autocomplete}
              pattern={item.pattern}
              attributes={item.attributes}
            />
          </div>
        ))}
      </div>
    </>
  )
  return (
    <FormGroup hasError={hasError} classes={props.groupClasses}>
      {isShown(props.legend) ? (
        <Fieldset
          role="group"
          describedBy={ids.describedBy}
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
