"""How site generators name what articles link to: anchors, paths, redirections."""
