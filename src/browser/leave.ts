// The way out, made quicker: the page is emptied at once and its place in the browser's history is taken by /leave.
// Pressing Esc three times does the same. Without this script the link to /leave works as any link.

/** How close together the three presses of Esc must be, in milliseconds each. */
const patience = 1500

function leave() {
  // Without a title a page stands in the history by its address.
  document.title = 'Rowan'
  document.body.replaceChildren()
  location.replace('/leave')
}

let presses = 0
let lastPress = 0

addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') {
    presses = 0
    return
  }
  presses = event.timeStamp - lastPress < patience ? presses + 1 : 1
  lastPress = event.timeStamp
  if (presses === 3) leave()
})

addEventListener('click', (event) => {
  if (event.target instanceof Element && event.target.closest('a.leave')) {
    event.preventDefault()
    leave()
  }
})

// A page that comes back from the browser's own store, after somebody left, is asked for anew.
addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload()
})
