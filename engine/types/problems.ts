// Generated from schemas/problems.schema.json. Do not edit: change the schema and run "npm run generate".

/**
 * Every problem code: what it says, why it matters, what to do.
 */
export interface ProblemsSpec {
  [k: string]: ProblemText | undefined
}
export interface ProblemText {
  /**
   * file: the YAML is wrong. warning: it is allowed, but look. world: a system refused or cannot be used. plan: an item is held, withheld or waits. run: something about the run itself.
   */
  family: 'file' | 'warning' | 'world' | 'plan' | 'run'
  /**
   * One line, lower case, with {facts} in braces.
   */
  title: string
  /**
   * The title for several at once, where a fact of it differs from one to the next. Left out: the fact is left open.
   */
  many?: string
  /**
   * Facts of the title of which each value is named where several at once have few of them.
   */
  listed?: string[]
  /**
   * A second line: what is allowed, what to do here. {facts} in braces; left out where a fact is missing.
   */
  hint?: string
  why: string
  do: string
  /**
   * The title in Swedish, for those who work in the ERP.
   */
  swedish?: string
}
