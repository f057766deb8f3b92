// Keeps the questions in this browser; a session that has not read them yet is given them once.
const KEY = "plangraph.asked";

function kept() {
  try { return JSON.parse(localStorage.getItem(KEY)) ?? []; } catch { return []; }
}

export default function ({ data, setTriggerValue }) {
  const before = data.read ? [] : kept();
  if (before.length) setTriggerValue("kept", before);
  else try { localStorage.setItem(KEY, JSON.stringify(data.asked)); } catch { /* a browser that keeps nothing */ }
}
