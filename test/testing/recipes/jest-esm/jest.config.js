// npm install --save-dev jest
// Jest runs ES modules as they are.
export default { transform: {} };
