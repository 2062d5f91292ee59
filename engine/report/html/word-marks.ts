// Which words of a text are new and which are gone. Plain JavaScript as text, for the page's script; tests run the same text.

/** The function wordMarks(before, after): a list of [-1 | 0 | 1, text]; without the 1s it is before, without the -1s it is after. */
export const WORD_MARKS = `
function wordMarks(before, after) {
  var WORDS_MAX = 400, one = before.split(/(\\s+|[<>,.;])/).filter(Boolean), other = after.split(/(\\s+|[<>,.;])/).filter(Boolean);
  var start = 0;
  while (start < one.length && start < other.length && one[start] === other[start]) start++;
  var end = 0;
  while (end < one.length - start && end < other.length - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end++;
  var left = one.slice(start, one.length - end), right = other.slice(start, other.length - end), parts = [];
  function put(side, text) {
    var last = parts[parts.length - 1];
    if (text === '') return;
    if (last && last[0] === side) last[1] += text; else parts.push([side, text]);
  }
  put(0, one.slice(0, start).join(''));
  if (left.length > WORDS_MAX || right.length > WORDS_MAX) { put(-1, left.join('')); put(1, right.join('')); }
  else {
    var table = [], at, to;
    for (at = left.length; at >= 0; at--) {
      table[at] = [];
      for (to = right.length; to >= 0; to--) {
        table[at][to] = at === left.length || to === right.length ? 0
          : left[at] === right[to] ? table[at + 1][to + 1] + 1 : Math.max(table[at + 1][to], table[at][to + 1]);
      }
    }
    at = 0; to = 0;
    while (at < left.length || to < right.length) {
      if (at < left.length && to < right.length && left[at] === right[to]) { put(0, left[at]); at++; to++; }
      else if (to >= right.length || (at < left.length && table[at + 1][to] >= table[at][to + 1])) put(-1, left[at++]);
      else put(1, right[to++]);
    }
  }
  put(0, one.slice(one.length - end).join(''));
  return parts;
}
`
