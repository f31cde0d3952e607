// Functions of clientside.py, found by namespace and name.
window.dash_clientside = Object.assign({}, window.dash_clientside, {
  examples: {
    // Text in capitals; "this" is the namespace, so functions can share.
    shout(text) {
      return this.mark((text || '').toUpperCase());
    },
    mark(text) {
      return text + '!';
    },
  },
});
