// The door of the front door: the page that tells of a problem, for the public app's composition.
export { frontDoorWords } from './messages/words.ts'
export { ProblemScreen } from './screens/plain-screens.tsx'
export { registerWaiting } from './waiting.tsx'
