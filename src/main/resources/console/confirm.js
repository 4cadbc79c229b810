// Asks before what can't be undone. Escape means no, and the focus goes back to where it was.
import { byId, setText } from "./dom.js";

export function confirmed(question, action) {
  const dialog = byId("confirm");
  setText(byId("confirm-text"), question);
  setText(byId("confirm-yes"), action);
  byId("confirm-no").onclick = () => dialog.close("");
  byId("confirm-yes").onclick = () => dialog.close("yes");
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise(resolve => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}
