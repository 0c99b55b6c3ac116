// Turns commands as tests write them into what a flush carries: ["text", 3, "x"] -> words and one text.

/** Numbers of `dom_op` and `slot_kind`, read from the header. */
export function numbers_in(header, enumeration) {
  const body = header.match(new RegExp(`enum class ${enumeration} [^{]*\\{([^}]*)\\}`))[1];
  let next = 0;
  const entries = body.replace(/\/\/.*/g, "").split(",").map((entry) => entry.trim()).filter(Boolean);
  return Object.fromEntries(
    entries.map((entry) => {
      const [name, value] = entry.split(/\s*=\s*/);
      next = value === undefined ? next : Number(value);
      return [name, next++];
    }),
  );
}

/**
 * @param commands  each: name and operands. A number is a word, a text a string, { double: x } a double and
 *   ["sole_hole", 0] a slot
 */
export function assemble(commands, ops, kinds) {
  const words = [];
  let text = "";
  for (const [op, ...operands] of commands) {
    words.push(ops[op]);
    for (const operand of operands)
      if (typeof operand === "number") words.push(operand);
      else if (typeof operand === "string") {
        words.push(text.length, operand.length);
        text += operand;
      } else if (Array.isArray(operand)) words.push((kinds[operand[0]] << 24) | operand[1]);
      else words.push(...new Uint32Array(new Float64Array([operand.double]).buffer));
  }
  return { words, text };
}
