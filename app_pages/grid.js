// A table made of the data; text goes in as text, never as HTML.
function make(name, text, type) {
  const one = document.createElement(name);
  if (text) one.textContent = text;
  if (type) one.className = type;
  return one;
}

function head(told, scope) {
  const one = make("th", "", told.dim ? "dim" : "");
  one.scope = scope;
  one.title = told.note ? `${told.name}\n${told.note}` : told.name;
  one.append(make("span", told.name));
  return one;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const host = parentElement.querySelector(".pg-grid");
  const at = [host.scrollTop, host.scrollLeft];
  const table = make("table");
  const top = make("tr");
  top.append(make("th"), ...data.columns.map((one) => head(one, "col")));
  const body = make("tbody");
  data.rows.forEach((row, y) => {
    const line = make("tr");
    line.append(head(row, "row"));
    data.columns.forEach((column, x) => {
      const [kind, text, small, shade, label] = data.cells[y][x];
      const button = make("button", "", kind === "said" ? `s${shade}` : kind);
      button.type = "button";
      button.title = label;
      button.setAttribute("aria-label", label);
      if (text) button.append(make("b", text));
      if (small) button.append(make("small", small));
      if (data.chosen[0] === row.key && data.chosen[1] === column.key) button.classList.add("chosen");
      button.onclick = () => {
        host.querySelectorAll(".chosen").forEach((other) => other.classList.remove("chosen"));
        button.classList.add("chosen");
        setTriggerValue("cell", [row.key, column.key]);
      };
      const cell = make("td");
      cell.append(button);
      line.append(cell);
    });
    body.append(line);
  });
  const first = make("thead");
  first.append(top);
  table.append(first, body);
  host.replaceChildren(table);
  [host.scrollTop, host.scrollLeft] = at;
}
