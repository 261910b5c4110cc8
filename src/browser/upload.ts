// How far a file has been sent, while it is being sent. Without this script the form posts as any form does.

const form = document.querySelector<HTMLFormElement>('form[enctype="multipart/form-data"]')
const bar = document.querySelector<HTMLProgressElement>('progress')
const words = document.getElementById('sent-words')
const field = document.querySelector<HTMLInputElement>('input[type=file]')

let isSending = false

form?.addEventListener('submit', (event) => {
  if (!bar || !words || !field?.files?.length) return
  event.preventDefault()
  if (isSending) return
  isSending = true
  const request = new XMLHttpRequest()
  // A script that keeps what was typed on other pages (seal.ts) shows what came of it itself.
  const then = () => {
    if (dispatchEvent(new Event('arrived', { cancelable: true }))) location.replace(form.dataset.then ?? location.href)
  }
  let said = -1
  request.upload.onprogress = ({ loaded, total }) => {
    const percent = Math.floor((100 * loaded) / total)
    bar.hidden = false
    bar.value = percent
    // Said aloud a few times, not a hundred.
    if (Math.floor(percent / 25) !== said) words.textContent = `${words.dataset.words} ${percent}%`
    said = Math.floor(percent / 25)
  }
  // Whatever came of it, the page says it.
  request.onload = then
  // The connection broke: the browser's own way says so, or tries again.
  request.onerror = () => form.submit()
  request.open('POST', form.action)
  request.send(new FormData(form))
})
