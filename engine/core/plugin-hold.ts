// Why a plugin's item is held where it is not the plugin's own words: no answer in time, an answer that is none.

/** Thrown by a PluginFunction. code and facts as in a Problem; which plugin it is, the mapper adds. */
export class PluginHold extends Error {
  constructor(readonly code: string, readonly facts: Readonly<Record<string, unknown>> = {}) {
    super(code)
  }
}
