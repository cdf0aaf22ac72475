"""Policy themes: theme files, the general dictionary, and the themes discovered from the upper plans."""
