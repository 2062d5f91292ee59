// A session for the length of one piece of work. What stops it is told in words, and everything is given back whatever happens.
import { SystemError } from '../connect/connector.js'
import { StoreError } from '../store/memory.js'
import { reasonOf, type Problem } from '../core/problem.js'
import { problemsText } from '../report/problem-text.js'
import { hintText, todoText } from '../report/reason-text.js'
import { logTeller } from './log-teller.js'
import { note } from './out.js'
import type { Project } from './project.js'
import { openSession, SessionError, type Session, type SessionOptions } from './session.js'

/** What work gives back, or undefined after the reason was printed. */
export async function withSession<T>(project: Project, options: Omit<SessionOptions, 'tell'> & Partial<Pick<SessionOptions, 'tell'>>, work: (session: Session) => Promise<T>): Promise<T | undefined> {
  const teller = await logTeller()
  let session: Session | undefined
  try {
    session = await openSession(project, { ...options, tell: options.tell ?? teller.tell })
    if (session.problems.length > 0) note(problemsText(session.problems, project.specs.problems, project.dir))
    return await work(session)
  } catch (error) {
    if (!(error instanceof SessionError) && !(error instanceof StoreError) && !(error instanceof SystemError)) throw error
    teller.close()
    tellProblem(error.problem, project)
    return undefined
  } finally {
    teller.close()
    await session?.close()
  }
}

/** What stopped a command: what, where, and what to do about it. */
export function tellProblem(found: Problem, { specs, dir }: Project): void {
  const reason = reasonOf(found)
  const todo = hintText(reason, specs.problems) === undefined ? todoText(reason, specs.problems) : undefined
  note(`${problemsText([found], specs.problems, dir)}${todo === undefined ? '' : `  ${todo}\n`}`)
}
