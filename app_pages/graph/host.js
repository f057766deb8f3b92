/* The few words that a component exchanges with Streamlit (its component protocol, version 1). */
"use strict";

const host = {
  send(type, content) {
    window.parent.postMessage({ isStreamlitMessage: true, type: `streamlit:${type}`, ...content }, "*");
  },
  tell(value) {
    this.send("setComponentValue", { dataType: "json", value });
  },
  listen(onRender) {
    window.addEventListener("message", (event) => {
      if (event.data.type === "streamlit:render") onRender(event.data.args);
    });
    this.send("componentReady", { apiVersion: 1 });
  },
};
