// One line of text, a password, or several lines.

import { useWords } from '../words/words.ts'
import { Button } from './button.tsx'
import { type Attributes, type Content, classNames, isShown } from './content.ts'
import { FieldHead, type FieldProps, FormGroup, fieldIds } from './label.tsx'

export interface Affix {
  content: Content
  classes?: string
  attributes?: Attributes
}

export interface InputProps extends FieldProps {
  value?: string
  type?: 'text' | 'email' | 'tel' | 'url' | 'search' | 'number' | 'password' | 'date' | 'time'
  inputMode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | 'url' | 'search'
  autocomplete?: string
  autocapitalize?: 'none' | 'off' | 'on' | 'sentences' | 'words' | 'characters'
  spellcheck?: boolean
  pattern?: string
  prefix?: Affix
  suffix?: Affix
  wrapperClasses?: string
  wrapperAttributes?: Attributes
  /** Shown beside the field, inside its wrapper. */
  afterInput?: Content
  groupAttributes?: Attributes
}

function AffixBox(props: { affix: Affix | undefined; side: 'prefix' | 'suffix' }) {
  const { affix, side } = props
  if (!affix || !isShown(affix.content)) return null
  return (
    <div class={classNames(`govuk-input__${side}`, affix.classes)} aria-hidden="true" {...affix.attributes}>
      {affix.content}
    </div>
  )
}

export function Input(props: InputProps) {
  const ids = fieldIds(props)
  const hasError = isShown(props.errorMessage)
  const field = (
    <input
      class={classNames('govuk-input', props.classes, hasError && 'govuk-input--error')}
      id={ids.id}
      name={props.name}
      type={props.type ?? 'text'}
      spellcheck={props.spellcheck}
      value={props.value}
      disabled={props.disabled}
      aria-describedby={ids.describedBy}
      autocomplete={props.autocomplete}
      autocapitalize={props.autocapitalize}
      pattern={props.pattern}
      inputmode={props.inputMode}
      {...props.attributes}
    />
  )
  const isWrapped = [props.prefix?.content, props.suffix?.content, props.afterInput].some(isShown)
  return (
    <FormGroup hasError={hasError} classes={props.groupClasses} attributes={props.groupAttributes}>
      <FieldHead field={props} />
      {isWrapped ? (
        <div class={classNames('govuk-input__wrapper', props.wrapperClasses)} {...props.wrapperAttributes}>
          <AffixBox affix={props.prefix} side="prefix" />
          {field}
          <AffixBox affix={props.suffix} side="suffix" />
          {props.afterInput}
        </div>
      ) : (
        field
      )}
    </FormGroup>
  )
}

export interface PasswordInputProps extends FieldProps {
  value?: string
  autocomplete?: 'current-password' | 'new-password' | 'off'
}

/** A password. The "Show" button stays hidden unless a script reveals it: the field works without. */
export function PasswordInput(props: PasswordInputProps) {
  const words = useWords()
  const id = props.id || props.name
  return (
    <Input
      {...props}
      type="password"
      spellcheck={false}
      autocapitalize="none"
      autocomplete={props.autocomplete ?? 'current-password'}
      classes={classNames('govuk-password-input__input govuk-js-password-input-input', props.classes)}
      groupClasses={classNames('govuk-password-input', props.groupClasses)}
      groupAttributes={{ 'data-module': 'govuk-password-input' }}
      wrapperClasses="govuk-password-input__wrapper"
      afterInput={
        <Button
          type="button"
          kind="quiet"
          classes="govuk-password-input__toggle govuk-js-password-input-toggle"
          attributes={{ 'aria-controls': id, 'aria-label': words.showPassword, hidden: true }}
        >
          {words.show}
        </Button>
      }
    />
  )
}

export interface TextareaProps extends FieldProps {
  value?: string
  /** Lines shown; the field grows when dragged. */
  rows?: number
  /**
   * 'off' unless it is said otherwise; false leaves the attribute out. Firefox writes what stands in a text area into its session
   * file while somebody types, whatever the form says: only the area's own attribute keeps it from that.
   */
  autocomplete?: string | false
  spellcheck?: boolean
}

export function Textarea(props: TextareaProps) {
  const ids = fieldIds(props)
  const hasError = isShown(props.errorMessage)
  // A browser drops the first newline after <textarea>; one more keeps what was typed whole.
  const value = props.value?.startsWith('\n') ? `\n${props.value}` : props.value
  return (
    <FormGroup hasError={hasError} classes={props.groupClasses}>
      <FieldHead field={props} />
      <textarea
        class={classNames('govuk-textarea', hasError && 'govuk-textarea--error', props.classes)}
        id={ids.id}
        name={props.name}
        rows={props.rows ?? 5}
        spellcheck={props.spellcheck}
        disabled={props.disabled}
        aria-describedby={ids.describedBy}
        autocomplete={props.autocomplete === false ? undefined : (props.autocomplete ?? 'off')}
        {...props.attributes}
      >
        {value}
      </textarea>
    </FormGroup>
  )
}
