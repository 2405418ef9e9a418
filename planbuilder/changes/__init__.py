"""What has changed between two states of a plan: in words, and in kroner."""
