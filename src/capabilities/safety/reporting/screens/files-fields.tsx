// The question of photos, recordings and papers: what was added, and one field to add another, which posts by itself.
import { Button, ErrorMessage } from '#ui/components/index.ts'
import { doField } from '#ui/form-page.tsx'
import { TokenField } from '#ui/shell.tsx'
import type { AddedFile } from '../add-file.ts'
import { mostFiles } from '../attachment.ts'
import type { Desk } from './frame.ts'

const uploadForm = 'upload'
const accepted = 'image/jpeg,image/png,image/webp,application/pdf,audio/*,.m4a,.amr,.3gp,.opus'

/**
 * The field belongs to a form of its own below: a form that carries a file carries nothing else, so that what was typed
 * elsewhere never hangs on an upload.
 */
export function FilesFields(props: { files: readonly AddedFile[]; desk: Desk; error: string | undefined }) {
  const { files, desk } = props
  const t = desk.words.files
  return (
    <>
      {files.length > 0 ? <FileList files={files} desk={desk} /> : null}
      {files.length < mostFiles ? (
        <div class={props.error ? 'govuk-form-group govuk-form-group--error' : 'govuk-form-group'}>
          <label class="govuk-label" for="file">
            {t.choose}
          </label>
          <div id="file-hint" class="govuk-hint">
            {t.kinds} {t.what}
          </div>
          {props.error ? <ErrorMessage id="file-error">{props.error}</ErrorMessage> : null}
          <input
            class="govuk-file-upload"
            type="file"
            id="file"
            name="file"
            form={uploadForm}
            accept={accepted}
            aria-describedby={props.error ? 'file-hint file-error' : 'file-hint'}
          />
          <p>
            <Button attributes={{ form: uploadForm }} kind="quiet">
              {t.add}
            </Button>
            <progress id="sent" max="100" aria-label={t.sending} hidden />
            <span id="sent-words" role="status" data-words={t.sending} />
          </p>
        </div>
      ) : (
        <p>{t.refused.tooMany}</p>
      )}
    </>
  )
}

function FileList(props: { files: readonly AddedFile[]; desk: Desk }) {
  const { files, desk } = props
  const t = desk.words.files
  const nameOf = ({ shown }: AddedFile) => (shown ? t[shown.kind]({ number: shown.number }) : t.earlier)
  const isChecking = files.some((each) => each.state === 'checking')
  return (
    <>
      <h2 class="govuk-heading-s">{t.yours}</h2>
      <ul class="govuk-list files">
        {files.map((each, index) => (
          <li>
            <span id={`f${index}`}>
              <b>{nameOf(each)}</b>
              <br />
              {each.state === 'refused' ? t.refused[each.refused ?? 'broken'] : t[each.state]}
            </span>
            <br />
            <button
              type="submit"
              class="link-button"
              name={doField}
              value={`remove:${each.id}`}
              id={`r${index}`}
              aria-labelledby={`r${index} f${index}`}
            >
              {t.remove}
            </button>
          </li>
        ))}
      </ul>
      {isChecking ? (
        <p>
          <a class="govuk-link" href={desk.action}>
            {t.look}
          </a>
        </p>
      ) : null}
    </>
  )
}

export function UploadForm(props: { desk: Desk }) {
  const { desk } = props
  return (
    <>
      <form
        id={uploadForm}
        method="post"
        action={`${desk.action}/files`}
        enctype="multipart/form-data"
        autocomplete="off"
        data-then={desk.action}
      >
        <TokenField token={desk.token} />
        <input type="hidden" name="at" value="files:0" />
      </form>
      <script src={desk.assets.href('upload.js')} defer />
    </>
  )
}
