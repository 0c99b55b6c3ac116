// Addresses of files that a person chose, for pictures of them.
import { node_of } from "./interpreter.js";
import { read, write_text } from "./program.js";

let made; // an address that C++ has no room for yet

export function make_file_url(id, number, to, room) {
  const file = node_of(id)?.files?.[number];
  if (!file) return 0;
  made ??= URL.createObjectURL(file);
  const bytes = write_text(made, to, room);
  if (bytes <= room) made = undefined;
  return bytes;
}

export const drop_file_url = (url, bytes) => URL.revokeObjectURL(read(url, bytes));
