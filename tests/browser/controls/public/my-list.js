// A custom element with a method that answers by an event.
class MyList extends HTMLElement {
  choose(name, at) {
    this.dispatchEvent(new CustomEvent("picked", { detail: { name, at } }));
  }
}
customElements.define("my-list", MyList);
