// Jest runs ES modules as they are.
export default { transform: {} };
