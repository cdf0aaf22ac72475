"""Characters, words, numbers and place names: what every room that reads text builds on."""
