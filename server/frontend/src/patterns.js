// The patterns of a query that is being written, and so is incomplete, read from its text.
export const TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const TOKEN = /#(?![^\s<>]*>)[^\n]*|<[^<>\s]*>|"(?:[^"\\\n]|\\.)*"(?:@[\w-]+|\^\^\S+)?|[{}()[\];,.]|(?:[^\s<>"{}()[\];,.]|\.(?=[\w]))+/gu;
export const KEYWORD = /^(?:optional|union|minus|filter|bind|values|graph|not|exists|where|select|distinct|as|order|by|limit)$/i;
const CONDITION = /^(?:filter|bind|having)$/i;

// The stated classes by subject, and the subject and predicate that the text ends with.
export function readPatterns(text, prefixes) {
  const classes = new Map();
  let subject = null;
  let predicate = null;
  let depth = 0;
  let isCondition = false; // after FILTER and BIND, up to the end of their brackets
  for (const [token] of text.slice(Math.max(0, text.indexOf("{"))).matchAll(TOKEN)) {
    if (token.startsWith("#")) continue;
    if (token === "(" || token === "[") depth += 1;
    else if (token === ")" || token === "]") {
      depth -= 1;
      if (!depth) isCondition = false;
    }
    if (depth || token === ")" || token === "]") continue;
    if (CONDITION.test(token)) isCondition = true;
    else if (token === "{") isCondition = false; // that of EXISTS
    else if (isCondition) continue; // the name of a function
    if (".{}".includes(token) || KEYWORD.test(token)) subject = predicate = null;
    else if (token === ";") predicate = null;
    else if (token === ",") continue;
    else if (subject === null) subject = token;
    else if (predicate === null) predicate = expand(token, prefixes);
    else if (predicate === TYPE) classes.set(subject, [...(classes.get(subject) ?? []), expand(token, prefixes)]);
  }
  return { classes, subject, predicate };
}

export function expand(token, prefixes) {
  if (token === "a") return TYPE;
  if (token.startsWith("<")) return token.slice(1, -1);
  const [prefix, ...rest] = token.split(":");
  return prefix in prefixes ? prefixes[prefix] + rest.join(":") : token;
}
