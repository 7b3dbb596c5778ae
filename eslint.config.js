import js from "@eslint/js";
import ts from "typescript-eslint";

export default ts.config(
  {ignores: ["dist", "node_modules", "src/.observablehq", ".snapshots", "test/profiles"]},
  js.configs.recommended,
  ...ts.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {projectService: {allowDefaultProject: ["eslint.config.js"]}, tsconfigRootDir: import.meta.dirname}
    },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", {allowNumber: true}],
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/no-confusing-void-expression": ["error", {ignoreArrowShorthand: true}],
      "@typescript-eslint/no-unnecessary-condition": ["error", {allowConstantLoopConditions: true}],
      "@typescript-eslint/no-unused-vars": ["error", {ignoreRestSiblings: true}],
      "@typescript-eslint/consistent-type-definitions": ["error", "interface"]
    }
  },
  {files: ["**/*.js"], ...ts.configs.disableTypeChecked}
);
