import tseslint from 'typescript-eslint';

const namedExportsOnly = { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' };

/** Ways past asActor and asService, which say on whose behalf a statement runs; row-level security asks for it. */
const oneDoor =
  'The one door to the database is `asActor` or `asService` of platform/database: use the manager that they give.';
const pastTheDoor = [
  'Identifier[name="dataSource"]',
  'MemberExpression[property.name="manager"]',
  'ObjectPattern > Property[key.name="manager"]',
  'MemberExpression[property.name=/^(queryRunner|createQueryRunner|createQueryBuilder|getRepository|getTreeRepository)$/]',
  'CallExpression[callee.property.name="transaction"]',
  'CallExpression[callee.object.name="manager"][callee.property.name!="query"]',
].map((selector) => ({ selector, message: oneDoor }));

/** What a reader sees or hears is written in each language: it stands in a folder texts/. Units and the like are the same in all. */
const wordsInTexts = [
  'JSXText[value=/^(?![^\\p{L}]*(doi|mm|UTC)[^\\p{L}]*$)[^]*\\p{L}{2}/u]',
  'JSXAttribute[name.name=/^(aria-label|label|title|placeholder|alt|description|legend)$/] > Literal[value=/\\p{L}{2}/u]',
].map((selector) => ({ selector, message: 'Words for a reader stand in texts/, in each language.' }));

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', 'coverage/**', 'reports/**', '.consilium/**'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-restricted-syntax': ['error', namedExportsOnly],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/platform/database/**', 'src/web/**'],
    rules: {
      'no-restricted-syntax': ['error', namedExportsOnly, ...pastTheDoor],
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: [
            { name: 'typeorm', importNames: ['DataSource', 'Repository', 'QueryRunner'], message: oneDoor },
            // As a value it could be injected: the framework would give one that is of no transaction.
            { name: 'typeorm', importNames: ['EntityManager'], message: oneDoor, allowTypeImports: true },
            {
              name: '@nestjs/typeorm',
              importNames: ['InjectRepository', 'InjectDataSource', 'InjectEntityManager'],
              message: oneDoor,
            },
            { name: 'pg', message: oneDoor, allowTypeImports: true },
            {
              name: '@nestjs/swagger',
              message: 'The decorators are those of platform/description, which loads the package once somebody asks.',
              allowTypeImports: true,
            },
            { name: 'pg-copy-streams', message: oneDoor },
          ],
        },
      ],
    },
  },
  {
    files: ['src/web/**/*.tsx'],
    rules: { 'no-restricted-syntax': ['error', namedExportsOnly, ...wordsInTexts] },
  },
);
