// What load hands out is never changed by anyone.

/** The same value, frozen to its depths. What is frozen already is taken as done. */
export function deepFreeze<Given>(value: Given): Given {
  if (value === null || typeof value !== 'object' || Object.isFrozen(value)) return value
  Object.freeze(value)
  for (const inner of Object.values(value)) deepFreeze(inner)
  return value
}
