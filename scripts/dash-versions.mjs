// The supported versions of Dash: one entry each, and nothing else to add for the setup, the tests and the truth runs.

/**
 * @typedef {object} DashVersion
 * @property {string} label as it is called in what the scripts print
 * @property {string} venv folder of its virtual environment, in the project
 * @property {string} requirements the file that lists its Python packages
 * @property {boolean} findsCompanion it loads the companion package by itself (3.0.3 and newer)
 * @property {readonly string[]} lacks what it has not got, printed before the truth run
 */

/** The newest: the examples, the demo and `npm test` run on it. @type {DashVersion} */
export const NEWEST_DASH = {
  label: 'Dash 4.4',
  venv: '.venv',
  requirements: 'examples/requirements.txt',
  findsCompanion: true,
  lacks: [],
};

/** Played by `npm run truth` and by `npm test -- --older-dash`. @type {readonly DashVersion[]} */
export const OLDER_DASH = [
  {
    label: 'Dash 3',
    venv: '.venv-dash3',
    requirements: 'examples/requirements-dash3.txt',
    findsCompanion: true,
    lacks: [],
  },
  {
    label: 'Dash 2.18',
    venv: '.venv-dash2',
    requirements: 'examples/requirements-dash2.txt',
    findsCompanion: false,
    lacks: [],
  },
  {
    label: 'Dash 2.15',
    venv: '.venv-dash215',
    requirements: 'examples/requirements-dash215.txt',
    findsCompanion: false,
    lacks: ['`dash_stores` in the page', 'MATCH in `running` of a background callback'],
  },
];

export const DASH_VERSIONS = [NEWEST_DASH, ...OLDER_DASH];
