// Jest loads CommonJS alone. With @babel/preset-env here, the plugin is there already.
module.exports = { plugins: ["@babel/plugin-transform-modules-commonjs"] };
