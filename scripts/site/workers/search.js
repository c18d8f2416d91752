// Below file:// a browser makes no worker of a file, but of a text.
const SOURCE = "";
window.Worker = class extends Worker {
  constructor() {
    super(URL.createObjectURL(new Blob([SOURCE], { type: "text/javascript" })));
  }
};
