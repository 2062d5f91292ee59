// Asks the questions on a terminal, one by one. What was answered in an earlier sitting is what Enter gives.
import { askText, Cancelled, choose, confirm, intro, outro } from '../terminal.js'
import type { Answers, Question } from './questions.js'

/** Who is asked: the person at the terminal. */
export interface Person {
  choose: typeof choose
  text: typeof askText
  confirm: typeof confirm
}

const TERMINAL: Person = { choose, text: askText, confirm }

export interface Asked { readonly answers: Answers; readonly complete: boolean }

/** Asks everything, and keeps after each answer. complete is false where the person stopped. */
export async function askAll(questions: readonly Question[], before: Answers, keep: (answers: Answers) => void, person = TERMINAL): Promise<Asked> {
  let answers = before
  intro('samsyn init: Enter takes what is shown, Ctrl-C stops, and what is answered is kept.')
  try {
    for (const question of questions) {
      if (question.when?.(answers) === false) continue
      answers = { ...answers, [question.name]: await ask(question, answers, person) }
      keep(answers)
    }
  } catch (error) {
    if (error instanceof Cancelled) return { answers, complete: false }
    throw error
  }
  outro('that is all.')
  return { answers, complete: true }
}

async function ask(question: Question, answers: Answers, person: Person): Promise<string> {
  const choices = question.choices?.(answers)
  const kept = answers[question.name]
  // An answer that no longer fits another one, such as a package after a new mode, is not offered again.
  const fits = kept !== undefined && (choices ? choices.some((one) => one.value === kept) : question.check?.(kept) === undefined)
  const initial = fits ? kept : question.initial?.(answers)
  if (!choices) return person.text(question.text, { ...(initial === undefined ? {} : { initial }), ...(question.check ? { check: question.check } : {}) })
  if (choices.length === 2 && choices[0]?.value === 'yes') return (await person.confirm(question.text, initial === 'yes')) ? 'yes' : 'no'
  return person.choose(question.text, choices, initial)
}
