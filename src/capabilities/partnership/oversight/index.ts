// The door of oversight: the one way by which anything leaves without consent.
export { type Disclosed, discloseWithoutConsent } from './disclose-without-consent.ts'
